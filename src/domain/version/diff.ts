import { canonicalJson } from '@/lib/json'
import type { Definition, DefinitionNode, Json, Wire } from './canonical'

/** One value that differs; `path` in dots, null = was not there. */
export interface FieldChange {
  path: string
  before: Json | null
  after: Json | null
}

export interface NodeChange {
  kind: 'added' | 'removed' | 'renamed' | 'changed'
  name: string
  /** of a renamed node */
  previousName: string | null
  type: string
  /** parameters and behaviour; of an added node everything it says, of a removed one everything it said */
  changes: FieldChange[]
}

export interface CredentialChange {
  node: string
  kind: string
  before: string | null
  after: string | null
}

/** What differs between two definitions, in the order in which a person asks. */
export interface DefinitionDiff {
  isSame: boolean
  /** of nodes that start runs by the clock; these changes stand in `nodes` too */
  schedule: FieldChange[]
  nodes: NodeChange[]
  wires: { added: Wire[]; removed: Wire[] }
  credentials: CredentialChange[]
  settings: FieldChange[]
}

function isContainer(value: Json | undefined): value is Json[] | { [key: string]: Json } {
  return typeof value === 'object' && value !== null
}

function entriesOf(value: Json[] | { [key: string]: Json }): [string, Json][] {
  return Array.isArray(value) ? value.map((item, index) => [String(index), item]) : Object.entries(value)
}

/** Leaf by leaf; a container that is new or gone is opened too, so that every value is named. */
export function diffValues(before: Json | undefined, after: Json | undefined, path = ''): FieldChange[] {
  if (!isContainer(before) && !isContainer(after)) {
    return before === after ? [] : [{ path, before: before ?? null, after: after ?? null }]
  }
  if (isContainer(before) && isContainer(after) && Array.isArray(before) !== Array.isArray(after)) {
    return [{ path, before, after }]
  }
  if (
    (!isContainer(before) && before !== undefined && before !== null) ||
    (!isContainer(after) && after !== undefined && after !== null)
  ) {
    return [{ path, before: before ?? null, after: after ?? null }]
  }
  const [left, right] = [before, after].map((value) => new Map(isContainer(value) ? entriesOf(value) : []))
  const names = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])]
  const inner = names.flatMap((name) => diffValues(left?.get(name), right?.get(name), path ? `${path}.${name}` : name))
  // an empty container that appears, goes, or becomes null has no leaf to tell of it
  if (inner.length > 0 || (isContainer(before) && isContainer(after))) return inner
  return [{ path, before: before ?? null, after: after ?? null }]
}

function saysOf({ parameters, onTrouble, typeVersion, isDisabled }: DefinitionNode): Json {
  return { ...parameters, 'on error': onTrouble, 'node version': typeVersion, disabled: isDisabled }
}

function contentOf({ name: _, ...rest }: DefinitionNode): string {
  return canonicalJson(rest)
}

interface Pairs {
  same: [DefinitionNode, DefinitionNode][]
  added: DefinitionNode[]
  removed: DefinitionNode[]
}

/** By name; a removed and an added node of the same content are one that was renamed. */
function pairNodes(before: Definition, after: Definition): Pairs {
  const was = new Map(before.nodes.map((node) => [node.name, node]))
  const same: Pairs['same'] = []
  const added: DefinitionNode[] = []
  for (const node of after.nodes) {
    const old = was.get(node.name)
    if (old && old.type === node.type) {
      same.push([old, node])
      was.delete(node.name)
    } else added.push(node)
  }
  return { same, added, removed: [...was.values()] }
}

function changeOf(
  kind: NodeChange['kind'],
  node: DefinitionNode,
  changes: FieldChange[],
  previousName: string | null = null,
): NodeChange {
  return { kind, name: node.name, previousName, type: node.type, changes }
}

function nodeChanges({ same, added, removed }: Pairs): { changes: NodeChange[]; renames: Map<string, string> } {
  const gone = [...removed]
  const renames = new Map<string, string>()
  const changes: NodeChange[] = []
  for (const node of added) {
    const at = gone.findIndex((old) => contentOf(old) === contentOf(node))
    const old = gone[at]
    if (old) {
      gone.splice(at, 1)
      renames.set(old.name, node.name)
      changes.push(changeOf('renamed', node, [], old.name))
    } else changes.push(changeOf('added', node, diffValues(undefined, saysOf(node))))
  }
  for (const node of gone) changes.push(changeOf('removed', node, diffValues(saysOf(node), undefined)))
  for (const [old, node] of same) {
    const fields = diffValues(saysOf(old), saysOf(node))
    if (fields.length > 0) changes.push(changeOf('changed', node, fields))
  }
  return { changes, renames }
}

function credentialChanges(
  before: Definition,
  after: Definition,
  renames: ReadonlyMap<string, string>,
): CredentialChange[] {
  const namesOf = ({ nodes }: Definition, rename: (name: string) => string) =>
    new Map(
      nodes.flatMap(({ name, credentials }) =>
        credentials.map(
          ({ kind, id, name: title }): [string, { node: string; kind: string; title: string; id: string | null }] => [
            `${rename(name)}\u0000${kind}`,
            { node: rename(name), kind, title, id },
          ],
        ),
      ),
    )
  const was = namesOf(before, (name) => renames.get(name) ?? name)
  const is = namesOf(after, (name) => name)
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)]
    if (old?.title === now?.title && old?.id === now?.id) return []
    const { node, kind } = now ?? old ?? { node: '', kind: '' }
    return [{ node, kind, before: old?.title ?? null, after: now?.title ?? null }]
  })
}

function wireChanges(
  before: Definition,
  after: Definition,
  renames: ReadonlyMap<string, string>,
): DefinitionDiff['wires'] {
  const renamed = (name: string) => renames.get(name) ?? name
  const text = (wire: Wire) => canonicalJson(wire)
  const was = new Map(
    before.wires
      .map((wire) => ({ ...wire, from: renamed(wire.from), to: renamed(wire.to) }))
      .map((wire) => [text(wire), wire]),
  )
  const is = new Map(after.wires.map((wire) => [text(wire), wire]))
  return {
    added: [...is].filter(([key]) => !was.has(key)).map(([, wire]) => wire),
    removed: [...was].filter(([key]) => !is.has(key)).map(([, wire]) => wire),
  }
}

/** Both canonical. Empty in every part exactly when both are the same definition. */
export function diffDefinitions(before: Definition, after: Definition): DefinitionDiff {
  const { changes, renames } = nodeChanges(pairNodes(before, after))
  const clocks = new Set(
    [...before.nodes, ...after.nodes].filter(({ trigger }) => trigger === 'schedule').map(({ name }) => name),
  )
  const schedule = changes
    .filter(({ name }) => clocks.has(name))
    .flatMap(({ name, changes: fields }) => fields.map((field) => ({ ...field, path: `${name}.${field.path}` })))
  return {
    isSame: canonicalJson(before) === canonicalJson(after),
    schedule,
    nodes: changes,
    wires: wireChanges(before, after, renames),
    credentials: credentialChanges(before, after, renames),
    settings: diffValues(before.settings, after.settings),
  }
}
