import { can } from '@/domain/access/actor'
import { decideAccess } from '@/domain/portal/access'
import { safeEqual, sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { normalizeHost } from '@/lib/host'
import type { FoundPortal } from '@/services/portal/open'
import { readCookieSession } from '@/services/session/read'
import type { PortalAddress } from './address'
import { give, notThere, type Reply, toSignIn } from './answer'
import { portalAt, snapshotOf } from './books'
import { partOf, type Reading } from './parts'
import { portalLocale } from './render'

/** What a request brings, whichever way it came in. */
export interface PortalRequest {
  address: PortalAddress
  /** without the query */
  path: string
  search: string
  header(name: string): string | undefined
}

const DOCUMENTS: readonly string[] = ['page', 'history', 'updates']

/** Who is signed in at this partner, as far as this client goes; asked only where it matters. */
async function memberOf(request: PortalRequest, portal: FoundPortal | null) {
  const session = await readCookieSession(request.header('cookie') ?? '', request.address.tenantId)
  if (!session) return null
  const isOfClient = portal !== null && (session.clientIds === null || session.clientIds.includes(portal.clientId))
  return { isOfClient, mayManage: can(session.actor, 'portal.manage') }
}

/** An open portal as this reader sees it, or the answer that says no. */
export async function openFor(request: PortalRequest, now: Date): Promise<{ reading: Reading } | { reply: Reply }> {
  const { address, path, search } = request
  const portal = await portalAt(address, now.getTime())
  const triedKey = address.key !== null
  const hasKey =
    triedKey && portal?.linkHash !== null && portal !== null && safeEqual(sha256(address.key ?? ''), portal.linkHash)
  const needsMember = !triedKey && portal?.access !== 'public'
  const member = needsMember ? await memberOf(request, portal) : null
  const decision = decideAccess(portal?.access ?? null, { hasKey, triedKey, member })
  if (decision === 'sign-in' && DOCUMENTS.includes(address.part.kind)) return { reply: toSignIn(path) }
  if (decision !== 'open' || !portal) return { reply: notThere() }
  const { value: snapshot } = await snapshotOf(portal, now.getTime())
  const language = portalLocale(request.header('accept-language') ?? null, search)
  const host = normalizeHost(request.header('host') ?? '')
  return { reading: { portal, address, snapshot, ...language, host, isMember: member !== null, now } }
}

/** GET of a portal's page, feeds and history: cached, compressed once, script-free, one client's data only. */
export async function servePortal(request: PortalRequest, now = new Date()): Promise<Reply> {
  const opened = await openFor(request, now)
  if ('reply' in opened) return opened.reply
  const { reading } = opened
  const isPublic = reading.portal.access === 'public'
  try {
    const accepted = request.header('accept-encoding') ?? ''
    return give(await partOf(reading), { isPublic, accepted, hasEtag: request.header('if-none-match') })
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'INVALID')) return notThere()
    throw error
  }
}
