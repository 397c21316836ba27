import { normalizeHost } from '@/lib/host'
import { newId } from '@/lib/ids'
import { type PartnerHost, resolveHost } from '@/services/partner/resolve-host'
import { type LiveSession, readCookieSession } from '@/services/session/read'

/** What one request is known by. The session is read at most once, and only when a procedure asks. */
export interface RequestContext {
  requestId: string
  host: string
  /** null = the platform's own host or an unknown one */
  partner: PartnerHost | null
  userAgent: string | null
  ip: string | null
  session(): Promise<LiveSession | null>
}

/** Reads the host from the Host header only: the front door drops forwarded ones it does not trust. */
export async function createContext(headers: Headers): Promise<RequestContext> {
  const host = normalizeHost(headers.get('host') ?? '')
  const partner = await resolveHost(host)
  const cookies = headers.get('cookie') ?? ''
  let session: Promise<LiveSession | null> | undefined
  return {
    requestId: headers.get('x-request-id') ?? newId(),
    host,
    partner,
    userAgent: headers.get('user-agent')?.slice(0, 400) ?? null,
    ip: headers.get('x-real-ip'),
    session: () => {
      session ??= partner ? readCookieSession(cookies, partner.tenantId) : Promise.resolve(null)
      return session
    },
  }
}
