import type { IncomingMessage, ServerResponse } from 'node:http'
import { observeAnswer } from '@/infra/metrics'
import { isPlatformHost } from '@/infra/public-url'
import { resolveHost } from '@/services/partner/resolve-host'
import type { Door, RequestHost } from './door'
import { settleHost } from './edge-host'
import { problem, problemOf, sendProblem } from './problem'

/** Headers by which Next and proxies talk to themselves: from outside they are lies. */
const INTERNAL_HEADER =
  /^(x-middleware-|x-forwarded-|x-invoke-|x-nextjs-|x-real-ip$|x-matched-path$|x-now-route-matches$|forwarded$)/

export type Fallback = (req: IncomingMessage, res: ServerResponse) => Promise<void>

/** No proxy is trusted yet, so nobody may speak for another address or for Next itself. */
function stripInternalHeaders(req: IncomingMessage): void {
  for (const name of Object.keys(req.headers)) if (INTERNAL_HEADER.test(name)) delete req.headers[name]
  // Sign-in counts tries per address.
  if (req.socket.remoteAddress) req.headers['x-real-ip'] = req.socket.remoteAddress
}

/** Which of our hosts is meant; null for any other name. Rejects while the database is away and the host is not remembered. */
async function hostOf(req: IncomingMessage): Promise<RequestHost | null> {
  const host = settleHost(req)
  if (host === '') return null
  if (isPlatformHost(host)) return { kind: 'platform', host: req.headers.host ?? host }
  const partner = await resolveHost(host)
  if (!partner) return null
  const { tenantId, clientId } = partner
  return { kind: 'partner', host: req.headers.host ?? host, tenantId, clientId }
}

async function answer(
  doors: readonly Door[],
  fallback: Fallback | null,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<string> {
  const [path = '/', search = ''] = splitUrl(req.url ?? '/')
  const probe = doors.find((door) => door.isInternal && door.match(req, path, null))
  if (probe) {
    await probe.handle({ req, res, path, search, host: { kind: 'platform', host: 'localhost' } })
    return probe.name
  }
  stripInternalHeaders(req)
  const host = await hostOf(req)
  if (!host) {
    sendProblem(
      res,
      problem(421, 'No partner answers at this host name. Check the address, or add the host in the settings.'),
    )
    return 'none'
  }
  const door = doors.find((each) => !each.isInternal && each.match(req, path, host))
  if (door) await door.handle({ req, res, path, search, host })
  else if (fallback) await fallback(req, res)
  else sendProblem(res, problem(404, 'There is nothing here. This process only takes events.'))
  return door?.name ?? 'next'
}

/** Path and query without a URL parser; an absolute form keeps its path only. */
function splitUrl(url: string): [path: string, search: string] {
  const relative = url.startsWith('/') ? url : url.replace(/^[a-z]+:\/\/[^/]*/i, '')
  const at = relative.indexOf('?')
  return at < 0 ? [relative, ''] : [relative.slice(0, at), relative.slice(at + 1)]
}

/** Every request of the process: internal probes, then the host, then the doors, then Next. Never throws. */
export function requestListener(doors: readonly Door[], fallback: Fallback | null) {
  return (req: IncomingMessage, res: ServerResponse): void => {
    const startedAt = performance.now()
    answer(doors, fallback, req, res)
      .catch((error: unknown) => {
        sendProblem(res, problemOf(error))
        return 'none'
      })
      .then((name) => observeAnswer(name, res.statusCode, (performance.now() - startedAt) / 1000))
  }
}
