import type { FieldRule } from '@/domain/source/field-rules'
import { canonicalJson } from '@/lib/json'
import type { NativeEvent } from './schema'

/** A keyed digest of a text, as hex. The key is the partner's: equal values stay joinable inside the partner only. */
export type KeyedHash = (text: string) => string

const HASHED = /^h:[0-9a-f]{64}$/
const DROPPED = Symbol('dropped')

type Replace = (value: unknown) => unknown

/**
 * What is left of a path below a field of this name, or null when the path goes elsewhere. A name may itself hold dots:
 * `data.a.b` means `b` inside `a` as well as a field called `a.b`; too much hidden is the lesser mistake.
 */
function below(name: string, path: readonly string[]): readonly string[] | null {
  if (path[0] === '*') return path.slice(1)
  for (let taken = 1, joined = path[0] ?? ''; joined.length <= name.length; joined += `.${path[taken++]}`) {
    if (joined === name) return path.slice(taken)
    if (taken >= path.length) return null
  }
  return null
}

function rewriteFields(fields: object, path: readonly string[], replace: Replace): object {
  let isChanged = false
  const entries = Object.entries(fields).flatMap(([name, item]) => {
    const rest = below(name, path)
    const next = rest ? rewrite(item, rest, replace) : item
    isChanged ||= next !== item
    return next === DROPPED ? [] : [[name, next] as const]
  })
  // `fromEntries` defines fields: one called __proto__ stays a field
  return isChanged ? Object.fromEntries(entries) : fields
}

/** The value with everything at `path` replaced; what the path does not meet is kept as it is. */
function rewrite(value: unknown, path: readonly string[], replace: Replace): unknown {
  if (path.length === 0) return replace(value)
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) return rewriteFields(value, path, replace)
  if (path[0] !== '*') return value
  return value.map((item) => rewrite(item, path.slice(1), replace)).filter((item) => item !== DROPPED)
}

/** A number and its text hash alike, so that 4711 and "4711" can be joined. */
function hashedBy(hash: KeyedHash): Replace {
  return (value) => {
    if (value === null || (typeof value === 'string' && HASHED.test(value))) return value
    return `h:${hash(typeof value === 'string' ? value : canonicalJson(value))}`
  }
}

/**
 * The event as it may be stored: each rule in its order drops what stands at its path or puts `h:` and a keyed hash there.
 * Applying the same rules again changes nothing. Without rules it is the same object.
 */
export function applyFieldRules(event: NativeEvent, rules: readonly FieldRule[], hash: KeyedHash): NativeEvent {
  const hashed = hashedBy(hash)
  let kept: object = event
  for (const { path, action } of rules)
    kept = rewriteFields(kept, path.split('.'), action === 'drop' ? () => DROPPED : hashed)
  return kept as NativeEvent
}
