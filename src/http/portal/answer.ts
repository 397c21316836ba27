import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { sha256 } from '@/lib/crypto'

/** A body ready to be sent, in every form a reader may take. */
export interface Prepared {
  type: string
  body: Buffer
  gzip: Buffer
  br: Buffer
  etag: string
}

/** Compressed once, sent many times. */
export function prepare(type: string, text: string): Prepared {
  const body = Buffer.from(text)
  return {
    type,
    body,
    gzip: gzipSync(body, { level: 9 }),
    br: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 8 } }),
    etag: `W/"${sha256(body).slice(0, 32)}"`,
  }
}

const COMMON = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Everybody's pages may be kept by whoever carries them; the others by nobody, and no search engine lists them. */
const PUBLIC = {
  ...COMMON,
  'cache-control': 'public, max-age=5, stale-if-error=86400',
  vary: 'accept-language, accept-encoding',
}
const PRIVATE = { ...COMMON, 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow' }

/** An answer as plain data: the door sends it, tests read it. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: Buffer | null
}

function formOf(prepared: Prepared, accepted: string): { body: Buffer; encoding: string | null } {
  if (/\bbr\b/.test(accepted)) return { body: prepared.br, encoding: 'br' }
  if (/\bgzip\b/.test(accepted)) return { body: prepared.gzip, encoding: 'gzip' }
  return { body: prepared.body, encoding: null }
}

/** Sends what is prepared, or 304 to a reader who has it. */
export function give(
  prepared: Prepared,
  reader: { isPublic: boolean; accepted: string; hasEtag: string | undefined; status?: number },
): Reply {
  const { etag, type } = prepared
  const common = { ...(reader.isPublic ? PUBLIC : PRIVATE), 'content-type': type }
  if (reader.isPublic && reader.hasEtag === etag) return { status: 304, headers: { ...common, etag }, body: null }
  const { body, encoding } = formOf(prepared, reader.accepted)
  const headers = { ...common, etag, 'content-length': String(body.length) }
  return {
    status: reader.status ?? 200,
    headers: encoding ? { ...headers, 'content-encoding': encoding } : headers,
    body,
  }
}

/** One answer for "no such client", "not open" and "not yours". */
export function notThere(): Reply {
  const body = Buffer.from('There is no such page.\n')
  const headers = { ...PRIVATE, 'content-type': 'text/plain', 'content-length': String(body.length) }
  return { status: 404, headers, body }
}

/** To the sign-in page and back; the same for every address that is not open, whether there is a portal or not. */
export function toSignIn(path: string): Reply {
  const location = `/sign-in?to=${encodeURIComponent(path)}`
  return { status: 303, headers: { ...PRIVATE, location, 'content-length': '0' }, body: null }
}
