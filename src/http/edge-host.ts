import type { IncomingMessage } from 'node:http'
import { normalizeHost } from '@/lib/host'

/** The host of an absolute-form target (`GET http://host/path`), '' when it is none we could serve; null for the usual form. */
function targetHost(url: string): string | null {
  if (url.startsWith('/')) return null
  const authority = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1]
  return authority === undefined ? '' : normalizeHost(authority)
}

/**
 * Which host a request means: one Host header, a name and nothing else in it, and the same in an absolute target (RFC 9112 3.2).
 * '' when it is not said, said twice, or said otherwise. Afterwards the request carries the name as it is stored and its port,
 * and a path only, so that nothing behind this can repeat what somebody made up.
 */
export function settleHost(req: IncomingMessage): string {
  const given = req.headers.host ?? ''
  const host = normalizeHost(given)
  const count = req.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length
  const target = targetHost(req.url ?? '/')
  if (host === '' || count !== 1 || (target !== null && target !== host)) return ''
  if (target !== null) req.url = (req.url ?? '').replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/')
  const port = /:(\d{1,5})$/.exec(given.trim())?.[1]
  req.headers.host = port === undefined ? host : `${host}:${port}`
  return host
}
