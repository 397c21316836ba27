import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '@/env'

const VERSION = 'v1'

function key(): Buffer {
  return Buffer.from(hkdfSync('sha256', env.AUTH_SECRET, 'secrets', VERSION, 32))
}

/**
 * AES-256-GCM as `v1.<iv>.<ciphertext>.<tag>`. `place` (table, column, row) is authenticated with it, so a value
 * copied to another row does not open.
 */
export function sealSecret(plain: string, place: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key(), iv).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return [VERSION, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.')
}

/** @throws Error when the value was altered, moved to another place or sealed under another AUTH_SECRET. */
export function openSecret(sealed: string, place: string): string {
  const [version, ...parts] = sealed.split('.')
  const [iv, body, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (version !== VERSION || !iv || !body || tag?.length !== 16) throw new Error('not a sealed secret')
  const decipher = createDecipheriv('aes-256-gcm', key(), iv).setAAD(Buffer.from(place)).setAuthTag(tag)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}

/** A tag that only this installation can make: an address that carries it needs no row of its own. Constant-time check by the caller. */
export function tagOf(place: string): string {
  return createHmac('sha256', key()).update(place).digest('base64url')
}
