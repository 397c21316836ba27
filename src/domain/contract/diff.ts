import type { ContractTerms } from './schema'

/** One thing that differs between two versions. `path` names it, e.g. `clocks.tiers.1.responseS`. */
export interface TermChange {
  path: string
  before: string | number | null
  after: string | number | null
}

type Leaf = string | number | null

/** Lists are named by what identifies their elements, so that an order changes nothing. */
function leavesOf(value: unknown, path: string, into: Map<string, Leaf>): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) leavesOf(item, `${path}.${keyOf(item, index)}`, into)
  } else if (value !== null && typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) leavesOf(item, path ? `${path}.${name}` : name, into)
  } else if (value !== null && value !== undefined) into.set(path, typeof value === 'number' ? value : String(value))
}

function keyOf(item: unknown, index: number): string {
  if (typeof item === 'string') return item
  if (item !== null && typeof item === 'object') {
    if ('objectiveId' in item) return String(item.objectiveId)
    if ('tier' in item) return String(item.tier)
    if ('below' in item) return `below${item.below}`
  }
  return String(index)
}

/** Every leaf that differs, in the order of their names; null = not there. */
export function diffTerms(before: ContractTerms | null, after: ContractTerms): TermChange[] {
  const [old, next] = [new Map<string, Leaf>(), new Map<string, Leaf>()]
  leavesOf(before, '', old)
  leavesOf(after, '', next)
  const paths = [...new Set([...old.keys(), ...next.keys()])].sort()
  return paths.flatMap((path) => {
    const [from, to] = [old.get(path) ?? null, next.get(path) ?? null]
    return from === to ? [] : [{ path, before: from, after: to }]
  })
}
