/** Longest name a sender may give. */
export const KEY_LENGTH_MAX = 255

/** An answer is given again for this long. */
export const KEPT_MS = 24 * 60 * 60 * 1000

/** A string of RFC 8941: printable ASCII in quotes, `"` and `\` behind a `\`. */
const QUOTED = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/
const BARE = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/** The name in an `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header): a quoted string, or bare. Null: neither. */
export function idempotencyKeyOf(header: string): string | null {
  const text = header.trim()
  const quoted = QUOTED.exec(text)?.[1]?.replace(/\\(.)/g, '$1')
  const name = quoted ?? (BARE.test(text) ? text : '')
  return name.length >= 1 && name.length <= KEY_LENGTH_MAX ? name : null
}
