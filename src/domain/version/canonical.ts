import { z } from 'zod'
import { sha256 } from '@/lib/crypto'
import { canonicalJson } from '@/lib/json'

export type Json = z.core.util.JSONType

/** What starts a run; null: the node is a step. */
export const TRIGGERS = ['schedule', 'webhook', 'event', 'workflow', 'error', 'manual'] as const
export type Trigger = (typeof TRIGGERS)[number]

const zCredential = z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() })

const zNode = z.object({
  name: z.string(),
  type: z.string(),
  typeVersion: z.number().nullable(),
  trigger: z.enum(TRIGGERS).nullable(),
  isDisabled: z.boolean(),
  parameters: z.record(z.string(), z.json()),
  credentials: z.array(zCredential),
  /** what happens on errors: retries, waits, continue or stop */
  onTrouble: z.record(z.string(), z.json()),
})

const zWire = z.object({ from: z.string(), output: z.string(), to: z.string(), input: z.string() })

/**
 * One automation, in the words of no product: what it does and nothing about how it is drawn. Two definitions that act
 * alike are the same text; positions, generated ids, dates, notes and the order in which things were saved are not in it.
 */
export const Definition = z.object({
  nodes: z.array(zNode),
  wires: z.array(zWire),
  settings: z.record(z.string(), z.json()),
})
export type Definition = z.output<typeof Definition>
export type DefinitionNode = z.output<typeof zNode>
export type Wire = z.output<typeof zWire>

/** Field names that hold a secret typed into a node. Its change is seen, its value never kept. */
const SECRET_FIELD = /^(authorization|.*(password|passwd|secret|token|api[-_]?key|private[-_]?key))$/i
/** Words around a secret that are not one: references to a value that is known at run time only. */
const EXPRESSION = /^=/

function digest(value: string): string {
  return `hidden:${sha256(value).slice(0, 16)}`
}

function isRecord(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `{name: 'Authorization', value: 'Bearer …'}`, as lists of headers and fields are written. */
function namesSecret(record: { [key: string]: Json }): boolean {
  const name = record.name ?? record.key
  return typeof name === 'string' && SECRET_FIELD.test(name)
}

function hide(value: Json, isSecret: boolean): Json {
  if (typeof value === 'string') return isSecret && value !== '' && !EXPRESSION.test(value) ? digest(value) : value
  if (Array.isArray(value)) return value.map((item) => hide(item, isSecret))
  if (!isRecord(value)) return value
  const isNamed = namesSecret(value)
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      hide(item, isSecret || SECRET_FIELD.test(name) || (isNamed && name === 'value')),
    ]),
  )
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const wireText = ({ from, output, to, input }: Wire) => [from, output, to, input].join('\u0000')

/** One order for everything whose order means nothing, secrets replaced by a digest. Applying it again changes nothing. */
export function canonicalDefinition({ nodes, wires, settings }: Definition): Definition {
  const settled = nodes.map((node) => ({
    ...node,
    parameters: hide(node.parameters, false) as Record<string, Json>,
    credentials: [...node.credentials].sort((a, b) => byText(a.kind, b.kind) || byText(a.name, b.name)),
  }))
  const distinct = new Map(wires.map((wire) => [wireText(wire), wire]))
  return {
    nodes: settled.sort((a, b) => byText(a.name, b.name)),
    wires: [...distinct].sort(([a], [b]) => byText(a, b)).map(([, wire]) => wire),
    settings: hide(settings, false) as Record<string, Json>,
  }
}

/** SHA-256 (hex) over the canonical definition as RFC 8785 JSON. */
export function definitionHash(definition: Definition): string {
  return sha256(canonicalJson(definition))
}
