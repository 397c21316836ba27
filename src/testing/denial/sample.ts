import { z } from 'zod'
import { TERMS } from '../promise'

/** A JSON Schema node, as far as inputs use it. */
interface Node {
  type?: string | string[]
  format?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Node[]
  oneOf?: Node[]
  properties?: Record<string, Node>
  required?: string[]
  items?: Node
  minimum?: number
  minItems?: number
}

/** Field name → what names a row of the attacked partner: ids, but also slugs, numbers and addresses. */
export type Targets = Readonly<Record<string, unknown>>

export interface Sample {
  variant: 'least' | 'most'
  value: unknown
  /** a target stands in at least one field */
  hasTarget: boolean
}

const DAY_MS = 86_400_000

/** A picture of 16 × 16 pixels. */
const PIXELS =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAMAAAAoLQ9TAAAAA1BMVEUOVF7/4PRzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADklEQVQYlWNgGAUMSAAAARAAAVGhZwQAAAAASUVORK5CYII='

/** Fields that no type can guess: a value that passes the schema. */
const VALUES: Readonly<Record<string, unknown>> = {
  action: 'client.create',
  address: 'https://192.0.2.1/services/T/B/sample',
  url: 'https://192.0.2.1/hook',
  anchorAt: new Date(),
  at: new Date().toISOString(),
  before: 9,
  brandColor: '#0e545e',
  baseUrl: 'https://192.0.2.1',
  code: '123456',
  credential: 'n8n_api_sample_of_a_key',
  cron: '*/5 * * * *',
  effectiveFrom: '2099-01-01',
  endsOn: '2099-01-01',
  current: null,
  day: '2026-11-20',
  digest: 'a'.repeat(64),
  dueAt: new Date(Date.now() + DAY_MS),
  figure: 'F-009',
  fromDay: '2026-01-01',
  expiresAt: new Date(Date.now() + 365 * DAY_MS),
  file: PIXELS,
  fieldRules: [{ path: 'data.customer', action: 'drop' }],
  from: new Date(Date.now() - 7 * DAY_MS),
  ics: 'BEGIN:VEVENT',
  hash: 'a'.repeat(64),
  host: 'status.sample.example',
  level: 'line',
  limit: 50,
  locale: 'de',
  mailTo: ['quinn@audit.example'],
  month: '2026-10',
  prices: { currency: 'EUR', fixed: [{ text: 'Managed automation', minor: 99_000 }] },
  plan: { zone: 'Europe/Berlin', startLocal: '2099-01-06T22:00', durationS: 3600, rrule: null },
  occurrence: '2099-01-06T22:00',
  password: 'correct horse battery',
  supportUrl: 'https://help.sample.example',
  rules: { shifts: [] },
  seq: '1',
  since: new Date(Date.now() - 7 * DAY_MS).toISOString(),
  terms: TERMS,
  startLocal: '2099-01-06T22:00',
  fromLocal: '2099-01-06T22:00',
  toLocal: '2099-01-07T22:00',
  to: new Date(),
  toDay: '2026-12-31',
  until: new Date(Date.now() + DAY_MS),
  untilAt: new Date(Date.now() + DAY_MS),
  waitS: 0,
  zone: 'Europe/Berlin',
}

/** Fields that are only ever what the program itself handed out before. */
const LEFT_OUT = new Set(['cursor'])

interface Walk {
  targets: Targets
  variant: Sample['variant']
  hasTarget: boolean
  unknownIds: string[]
}

function isNull(node: Node): boolean {
  return node.type === 'null' || node.const === null
}

function sampleOf(node: Node, name: string, walk: Walk): unknown {
  if (Object.hasOwn(walk.targets, name)) {
    walk.hasTarget = true
    return walk.targets[name]
  }
  if (Object.hasOwn(VALUES, name)) return VALUES[name]
  const options = node.anyOf ?? node.oneOf
  if (options) return sampleOf(options.find((option) => !isNull(option)) ?? {}, name, walk)
  if ('const' in node) return node.const
  if (node.enum) return node.enum[0]
  if (node.format === 'uuid') walk.unknownIds.push(name)
  switch (node.type) {
    case 'object':
      return objectOf(node, walk)
    case 'array':
      return [sampleOf(node.items ?? {}, name, walk)]
    case 'integer':
    case 'number':
      return Math.max(node.minimum ?? 1, 1)
    case 'boolean':
      return false
    default:
      return 'sample'
  }
}

function objectOf(node: Node, walk: Walk): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const shape = node.properties ? node : (node.oneOf?.[0] ?? node)
  for (const [name, property] of Object.entries(shape.properties ?? {})) {
    const isWanted = walk.variant === 'most' || shape.required?.includes(name)
    if (isWanted && !LEFT_OUT.has(name)) result[name] = sampleOf(property, name, walk)
  }
  return result
}

/**
 * Inputs for a verb: with the fields it requires, and with all it takes; every field that names a row holds a target.
 * Throws when neither passes the schema, or when an id has no target: then the matrix would prove nothing.
 */
export function samplesOf(schema: z.ZodType, targets: Targets): Sample[] {
  const node = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node
  const problems: string[] = []
  const samples: Sample[] = []
  for (const variant of ['least', 'most'] as const) {
    const walk: Walk = { targets, variant, hasTarget: false, unknownIds: [] }
    const value = objectOf(node, walk)
    if (walk.unknownIds.length > 0) throw new Error(`No target for the id fields: ${walk.unknownIds.join(', ')}`)
    const parsed = schema.safeParse(value)
    if (parsed.success) samples.push({ variant, value, hasTarget: walk.hasTarget })
    else
      problems.push(
        `${variant}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
      )
  }
  if (samples.length === 0) throw new Error(`No input can be generated. ${problems.join(' | ')}`)
  return samples
}
