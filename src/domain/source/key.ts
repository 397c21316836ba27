import { sha256 } from '@/lib/crypto'
import type { SourceKind } from './schema'

export const KEY_ID_LENGTH = 12
export const SECRET_LENGTH = 32

const PREFIX: Record<SourceKind, string> = { api: 'ak', ping: 'pk' }
const FORM = /^(ak|pk)_([0-9A-Za-z]{12})_([0-9A-Za-z]{32})$/

export interface ParsedKey {
  kind: SourceKind
  keyId: string
  secret: string
}

/** `ak_<keyId>_<secret>` (Bearer) or `pk_<keyId>_<secret>` (ping URL): 12 and 32 base62 characters, 190 secret bits. */
export function formatKey({ kind, keyId, secret }: ParsedKey): string {
  const key = `${PREFIX[kind]}_${keyId}_${secret}`
  if (!FORM.test(key)) throw new TypeError('a key needs an id of 12 and a secret of 32 base62 characters')
  return key
}

/** Null for anything else; says nothing about whether the key exists. */
export function parseKey(text: string): ParsedKey | null {
  const [, prefix, keyId, secret] = FORM.exec(text) ?? []
  if (!keyId || !secret) return null
  return { kind: prefix === 'ak' ? 'api' : 'ping', keyId, secret }
}

/** What is stored of a secret: SHA-256 as hex. Enough for 190 random bits; passwords need more. */
export function hashSecret(secret: string): string {
  return sha256(secret)
}
