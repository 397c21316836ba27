import canonicalize from 'canonicalize'

/** Containers inside containers; deeper input is refused before it can exhaust a stack. */
export const MAX_DEPTH = 16
/** UTF-16 units in one string or one field name. */
export const MAX_STRING = 16_384

export interface JsonLimits {
  maxDepth: number
  maxString: number
}

const LIMITS: JsonLimits = { maxDepth: MAX_DEPTH, maxString: MAX_STRING }

/** With the u flag, \p{Cs} matches halves of surrogate pairs only. */
const LONE_SURROGATE = /\p{Cs}/u

/** Why a string cannot be stored as PostgreSQL text or jsonb, or null. */
export function stringProblem(value: string, maxLength: number): string | null {
  if (value.length > maxLength) return `must have at most ${maxLength} characters, has ${value.length}`
  if (value.includes('\u0000')) return 'must not contain U+0000; remove it'
  if (LONE_SURROGATE.test(value)) return 'must be well-formed Unicode; it has half of a surrogate pair'
  return null
}

function containerProblem(value: object, path: string, depth: number, limits: JsonLimits): string | null {
  if (depth <= 0) return `${path}: is nested deeper than ${limits.maxDepth} levels; flatten it`
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const problem = valueProblem(value[index], `${path}[${index}]`, depth - 1, limits)
      if (problem) return problem
    }
    return null
  }
  for (const [name, item] of Object.entries(value)) {
    const problem = stringProblem(name, limits.maxString)
    if (problem) return `${path}: a field name ${problem}`
    const inner = valueProblem(item, path ? `${path}.${name}` : name, depth - 1, limits)
    if (inner) return inner
  }
  return null
}

function valueProblem(value: unknown, path: string, depth: number, limits: JsonLimits): string | null {
  switch (typeof value) {
    case 'string': {
      const problem = stringProblem(value, limits.maxString)
      return problem && `${path}: ${problem}`
    }
    case 'number':
      return Number.isFinite(value) ? null : `${path}: must be a finite number`
    case 'boolean':
      return null
    case 'object':
      return value === null ? null : containerProblem(value, path, depth, limits)
    default:
      return `${path}: must be JSON, not ${typeof value}`
  }
}

/** Null when `value` is JSON that can be stored within `limits`; else the place and what to change there. */
export function jsonProblem(value: unknown, path: string, limits: JsonLimits = LIMITS): string | null {
  return valueProblem(value, path, limits.maxDepth, limits)
}

export type ParsedJson = { ok: true; value: unknown } | { ok: false; reason: string }

/** Deepest nesting of brackets outside strings, counted without parsing; stops above `limit`. */
function nesting(text: string, limit: number): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let index = 0; index < text.length && deepest <= limit; index++) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === 92) index++
      else if (code === 34) inString = false
    } else if (code === 34) inString = true
    else if (code === 123 || code === 91) deepest = Math.max(deepest, ++depth)
    else if (code === 125 || code === 93) depth--
  }
  return deepest
}

/** `JSON.parse` that never throws and refuses nesting deeper than `maxDepth` before it builds anything. */
export function parseJson(text: string, maxDepth = MAX_DEPTH): ParsedJson {
  if (nesting(text, maxDepth) > maxDepth)
    return { ok: false, reason: `JSON is nested deeper than ${maxDepth} levels; flatten it` }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, reason: `body is not valid JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** RFC 8785 (JCS): one text for one value, for hashing and signing. Throws on what is not JSON, NaN and infinities included. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not JSON: undefined, a function or a symbol')
  return text
}
