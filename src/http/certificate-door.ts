import { env } from '@/env'
import { isPlatformHost } from '@/infra/public-url'
import { safeEqual } from '@/lib/crypto'
import { normalizeHost, resolveHost } from '@/services/partner/resolve-host'
import type { Door, DoorRequest } from './door'
import { problem, problemOf, sendProblem } from './problem'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
/** A proxy says so when it passes somebody else's request on; its own question carries none of these. */
const PASSED_ON = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip']

/** The proxy itself, never a visitor through it: whatever Host they send, they come with a forwarding header. */
function isProxyItself({ req, search }: DoorRequest): boolean {
  if (PASSED_ON.some((name) => req.headers[name] !== undefined)) return false
  if (env.CERTIFICATE_ASK_KEY !== undefined)
    return safeEqual(new URLSearchParams(search).get('key') ?? '', env.CERTIFICATE_ASK_KEY)
  return LOOPBACK.has(req.socket.remoteAddress ?? '')
}

/** `GET /certificates/ask?domain=<host>`: 200 for hosts that answer here, and only then a TLS proxy may fetch a certificate. */
export const certificateDoor: Door = {
  name: 'certificate',
  isInternal: true,
  match: (_req, path) => path === '/certificates/ask',
  async handle(request) {
    const { res, search } = request
    try {
      const given = new URLSearchParams(search).get('domain') ?? ''
      const domain = normalizeHost(given)
      const isKnown =
        domain === given && domain !== '' && (isPlatformHost(domain) || (await resolveHost(domain)) !== null)
      if (!isProxyItself(request)) return sendProblem(res, problem(404, 'There is nothing here.'))
      res.writeHead(isKnown ? 200 : 404, { 'cache-control': 'no-store', 'content-type': 'text/plain' }).end()
    } catch (error) {
      sendProblem(res, problemOf(error))
    }
  },
}
