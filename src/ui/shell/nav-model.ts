import type { Permission } from '@/domain/access/permissions'
import type { Messages } from '../i18n/messages'
import type { GlyphKind } from '../primitives/glyph'

export interface NavLink {
  href: string
  label: string
  count?: number
  /** a client's worst state; its word is for screen readers */
  glyph?: { kind: GlyphKind; word: string }
}

export interface NavSection {
  title?: string
  links: readonly NavLink[]
}

/** What the frame counts; the shape of the `board.nav` query. */
export interface NavFacts {
  incidents: number
  workflows: number
  /** approvals that wait for this person */
  approvals?: number
  /** open and not waived */
  findings?: number
  clients: readonly { slug: string; name: string; state: GlyphKind | null }[]
}

interface Place {
  href: string
  name: keyof Messages['nav']['places']
  /** absent: everybody who may enter the console */
  can?: Permission
  count?: (facts: NavFacts) => number | undefined
}

const WORK: readonly Place[] = [
  { href: '/', name: 'board' },
  { href: '/incidents', name: 'incidents', count: (facts) => facts.incidents },
  { href: '/workflows', name: 'workflows', count: (facts) => facts.workflows },
  { href: '/expectations', name: 'expectations' },
  { href: '/on-call', name: 'onCall', can: 'member.read' },
]
const PROMISES: readonly Place[] = [
  { href: '/objectives', name: 'objectives' },
  { href: '/contracts', name: 'contracts' },
  { href: '/months', name: 'months' },
  { href: '/reports', name: 'reports', can: 'report.read' },
  { href: '/invoices', name: 'invoices', can: 'billing.read' },
  { href: '/calendars', name: 'calendars' },
  { href: '/maintenance', name: 'maintenance' },
]
const GOVERNANCE: readonly Place[] = [
  { href: '/changes', name: 'changes', can: 'governance.read', count: (facts) => facts.approvals },
  { href: '/findings', name: 'findings', can: 'governance.read', count: (facts) => facts.findings },
  { href: '/policies', name: 'policies', can: 'governance.read' },
  { href: '/packs', name: 'packs', can: 'pack.export' },
  { href: '/audit', name: 'audit', can: 'audit.read' },
]
const HOUSE: readonly Place[] = [
  { href: '/connections', name: 'connections', can: 'connection.manage' },
  { href: '/dead-letters', name: 'deadLetters', can: 'event.inspect' },
  { href: '/correlation', name: 'correlation', can: 'response.manage' },
  { href: '/portals', name: 'portals', can: 'portal.manage' },
  { href: '/settings/brand', name: 'brand', can: 'brand.manage' },
  { href: '/settings/hosts', name: 'hosts', can: 'brand.manage' },
  { href: '/settings/channels', name: 'channels', can: 'channel.manage' },
  { href: '/settings/webhooks', name: 'webhooks', can: 'channel.manage' },
  { href: '/settings/members', name: 'people', can: 'member.read' },
  { href: '/settings/keys', name: 'keys', can: 'key.manage' },
  { href: '/settings/billing', name: 'billing', can: 'billing.read' },
  { href: '/mailbox', name: 'mailbox', can: 'mail.read' },
]

/** The console's navigation: the work, what is promised, how it is governed, the clients, the partner's own house. */
export function consoleNav(m: Messages, facts: NavFacts, may: (permission: Permission) => boolean): NavSection[] {
  const linksTo = (places: readonly Place[]) =>
    places
      .filter((place) => !place.can || may(place.can))
      .map((place): NavLink => ({ href: place.href, label: m.nav.places[place.name], count: place.count?.(facts) }))
  const clients = facts.clients.map(({ slug, name, state }): NavLink => {
    const kind = state ?? 'unknown'
    return { href: `/clients/${slug}`, label: name, glyph: { kind, word: m.state[kind] } }
  })
  const sections: NavSection[] = [
    { links: linksTo(WORK) },
    { title: m.nav.clients, links: clients },
    { title: m.nav.promises, links: linksTo(PROMISES) },
    { title: m.nav.governance, links: linksTo(GOVERNANCE) },
    { title: m.nav.partner, links: linksTo(HOUSE) },
  ]
  return sections.filter(({ title, links }) => title === m.nav.clients || links.length > 0)
}
