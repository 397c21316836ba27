import type { ServerResponse } from 'node:http'
import { logoBytes } from '@/services/brand/resolve'
import type { Door } from './door'
import { problemOf, sendProblem } from './problem'

const PATH = /^\/brand\/([0-9a-f]{64})\.png$/

/** A picture that can do nothing: no type but its own, no script even when it is opened alone. */
const HEADERS = {
  'content-type': 'image/png',
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
}

function missing(res: ServerResponse): void {
  res.writeHead(404, { 'content-type': 'text/plain', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  res.end('There is no such picture.\n')
}

/** `GET /brand/<hash>.png`: the logos of the partner whose host this is. Mail readers fetch it too. */
export const brandDoor: Door = {
  name: 'brand',
  match: (req, path) => (req.method === 'GET' || req.method === 'HEAD') && path.startsWith('/brand/'),
  async handle({ req, res, path, host }) {
    const hash = PATH.exec(path)?.[1]
    if (!hash || host.kind !== 'partner') return missing(res)
    try {
      const png = await logoBytes(host.tenantId, hash)
      if (!png) return missing(res)
      const headers = { ...HEADERS, etag: `"${hash}"` }
      if (req.headers['if-none-match'] === headers.etag) {
        res.writeHead(304, headers).end()
        return
      }
      res.writeHead(200, { ...headers, 'content-length': png.length })
      res.end(req.method === 'HEAD' ? undefined : png)
    } catch (error) {
      sendProblem(res, problemOf(error))
    }
  },
}
