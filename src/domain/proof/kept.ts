import { canonicalJson } from '@/lib/json'
import type { SignedCheckpoint } from './checkpoint'

/** A checkpoint as it is kept outside the database, with the hashes of the entries it added: they name the first bad one. */
export interface KeptCheckpoint extends SignedCheckpoint {
  entryHashes: readonly string[]
}

/**
 * The file's text: one line of canonical JSON {body, publicKey, signature}, then one line per entry that came since the
 * checkpoint before, each the entry's hash in hex. The signed root covers the lines.
 */
export function keptText({ body, publicKey, signature, entryHashes }: KeptCheckpoint): string {
  return `${[canonicalJson({ body, publicKey, signature }), ...entryHashes].join('\n')}\n`
}

/** Reads a kept file; null when it is not one, byte for byte. */
export function readKept(text: string): KeptCheckpoint | null {
  const [first = '', ...entryHashes] = text.split('\n').slice(0, -1)
  try {
    const { body, publicKey, signature } = JSON.parse(first) as Record<string, unknown>
    if (typeof body !== 'string' || typeof publicKey !== 'string' || typeof signature !== 'string') return null
    const kept = { body, publicKey, signature, entryHashes }
    return keptText(kept) === text && entryHashes.every((hash) => /^[0-9a-f]{64}$/.test(hash)) ? kept : null
  } catch {
    return null
  }
}
