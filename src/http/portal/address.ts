/** Which of our hosts a request came in by, as far as a portal asks. */
export type PortalHost = { kind: 'platform' } | { kind: 'partner'; tenantId: string; clientId: string | null }

/** What of a portal is asked for. */
export type PortalPart =
  | { kind: 'page' | 'status' | 'feed' | 'calendar' | 'updates' }
  | { kind: 'history'; month: string }
  | { kind: 'personal'; act: 'confirm' | 'manage' | 'off'; token: string }

/** Where a portal is asked for. */
export interface PortalAddress {
  tenantId: string
  which: { slug: string } | { clientId: string }
  /** the address up to the part, with its secret */
  base: string
  /** the secret in it */
  key: string | null
  part: PortalPart
}

const PLACE = /^\/portal\/([a-z0-9-]{1,63})(?=\/|$)/
const KEY = /^\/key\/([A-Za-z0-9]{43})(?=\/|$)/
const MONTH = /^\/history\/(20\d\d-(?:0[1-9]|1[0-2]))$/
const PERSONAL = /^\/updates\/(confirm|manage|off)\/([0-9a-f-]{36}\.[A-Za-z0-9_-]{43})$/
const PARTS: Readonly<Record<string, PortalPart>> = {
  '': { kind: 'page' },
  '/': { kind: 'page' },
  '/status.json': { kind: 'status' },
  '/feed.atom': { kind: 'feed' },
  '/maintenance.ics': { kind: 'calendar' },
  '/updates': { kind: 'updates' },
}

function partOf(rest: string): PortalPart | null {
  const plain = Object.hasOwn(PARTS, rest) ? PARTS[rest] : undefined
  if (plain) return plain
  const [, month] = MONTH.exec(rest) ?? []
  if (month) return { kind: 'history', month }
  const [, act, token] = PERSONAL.exec(rest) ?? []
  return act && token ? { kind: 'personal', act: act as 'confirm' | 'manage' | 'off', token } : null
}

/** Reads an address: under `/portal/<client>` on the partner's host, at the root of a client's own. Null: not a portal's. */
export function portalAddress(path: string, host: PortalHost | null): PortalAddress | null {
  if (host?.kind !== 'partner') return null
  const { tenantId, clientId } = host
  const [place = '', slug] = PLACE.exec(path) ?? []
  if (!clientId && !slug) return null
  // A client's own host shows its own portal only, at its root.
  if (clientId && slug) return null
  const rest = path.slice(place.length)
  const [secret = '', key = null] = KEY.exec(rest) ?? []
  const part = partOf(rest.slice(secret.length))
  if (!part) return null
  const which = clientId ? { clientId } : { slug: slug ?? '' }
  return { tenantId, which, base: place + secret, key, part }
}
