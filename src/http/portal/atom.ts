import type { PortalSnapshot, PortalUpdate } from '@/domain/portal/snapshot'
import { fill, PORTAL_WORDS, type PortalLocale } from '@/ui/portal/words'

const escaped = (text: string) =>
  text
    // XML 1.0 has no place for most control characters, however they are written.
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

function updatedAt({ openedAt, resolvedAt, notes }: PortalUpdate): Date {
  return new Date(Math.max(openedAt.getTime(), resolvedAt?.getTime() ?? 0, ...notes.map(({ at }) => at.getTime())))
}

/** `tag:host,day:…` (RFC 4151): the host is the reader's own, the day the one on which it happened. */
function tagOf(host: string, day: Date, name: string): string {
  return `tag:${host.replace(/:\d+$/, '')},${day.toISOString().slice(0, 10)}:${name}`
}

function entry(update: PortalUpdate, { host, url, slug, locale }: FeedPlace): string {
  const words = PORTAL_WORDS[locale]
  const state = update.resolvedAt ? words.states.moving : words.states.stopped
  const said = update.notes.map(({ at, body }) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${body}`)
  const content = said.length > 0 ? said.join('\n\n') : update.isTaken ? words.seen : words.told
  return `<entry><id>${escaped(tagOf(host, update.openedAt, `${slug}/${update.incidentNumber}`))}</id>
<title>${escaped(`${update.phrase}: ${state}`)}</title><link href="${escaped(url)}"/>
<published>${update.openedAt.toISOString()}</published><updated>${updatedAt(update).toISOString()}</updated>
<content type="text">${escaped(content)}</content></entry>`
}

interface FeedPlace {
  host: string
  /** of the page, absolute */
  url: string
  slug: string
  locale: PortalLocale
}

/** The portal's incidents as Atom (RFC 4287): ids stay, `updated` moves with every word and with the end. */
export function atomOf(snapshot: PortalSnapshot, place: FeedPlace): string {
  const { brand, clientName, updates, asOf } = snapshot
  const latest = updates.length > 0 ? new Date(Math.max(...updates.map((each) => updatedAt(each).getTime()))) : asOf
  const born = new Date('2026-01-01')
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${place.locale}">
<id>${escaped(tagOf(place.host, born, place.slug))}</id>
<title>${escaped(fill(PORTAL_WORDS[place.locale].title, { client: clientName }))}</title>
<author><name>${escaped(brand.name)}</name></author>
<link rel="self" href="${escaped(`${place.url.replace(/\/$/, '')}/feed.atom`)}"/><link href="${escaped(place.url)}"/>
<updated>${latest.toISOString()}</updated>
${updates.map((update) => entry(update, place)).join('\n')}
</feed>
`
}
