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
  clients: readonly { slug: string; name: string; state: GlyphKind | null }[]
}

/** Which of the partner's own places this person may open. */
export type NavRights = Readonly<Partial<Record<'audit' | 'brand' | 'people' | 'keys' | 'mailbox', boolean>>>

/** The console's navigation: the work, the clients, the partner's own house. */
export function consoleNav(m: Messages, facts: NavFacts, rights: NavRights): NavSection[] {
  const work: NavLink[] = [
    { href: '/', label: m.nav.board },
    { href: '/incidents', label: m.nav.incidents, count: facts.incidents },
    { href: '/workflows', label: m.nav.workflows, count: facts.workflows },
    { href: '/expectations', label: m.nav.expectations },
    ...(rights.audit ? [{ href: '/audit', label: m.nav.audit }] : []),
  ]
  const clients = facts.clients.map(({ slug, name, state }): NavLink => {
    const kind = state ?? 'unknown'
    return { href: `/clients/${slug}`, label: name, glyph: { kind, word: m.state[kind] } }
  })
  const house: NavLink[] = [
    ...(rights.brand ? [{ href: '/settings/brand', label: m.nav.brand }] : []),
    ...(rights.people ? [{ href: '/settings/members', label: m.nav.people }] : []),
    ...(rights.keys ? [{ href: '/settings/keys', label: m.nav.keys }] : []),
    ...(rights.mailbox ? [{ href: '/mailbox', label: m.nav.mailbox }] : []),
  ]
  return [
    { links: work },
    { title: m.nav.clients, links: clients },
    ...(house.length > 0 ? [{ title: m.nav.partner, links: house }] : []),
  ]
}
