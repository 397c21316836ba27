import { deriveTheme } from '@/domain/brand/theme'
import { onCall as de } from '../i18n/de/on-call'
import { onCall as en } from '../i18n/en/on-call'
import type { Translated } from '../i18n/translated'

interface AckIncident {
  number: number
  title: string
  client: string
  status: 'open' | 'acknowledged' | 'resolved'
  openedAt: Date
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  resolvedAt: Date | null
  zone: string
}

/** What stands behind the link, and whose frame it wears. */
export interface AckPageProps {
  state: 'gone' | 'open' | 'taken' | 'used' | 'expired'
  brand: { name: string; color: string }
  locale: string
  /** the person of the link */
  name: string
  incidents: readonly AckIncident[]
}

type Words = Translated<typeof en.ack>
const LISTED = 50

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

const fill = (words: string, values: Readonly<Record<string, string | number>>) =>
  escaped(words).replace(/\{(\w+)\}/g, (_, name: string) => escaped(String(values[name] ?? '')))

function time(at: Date, zone: string, locale: string): string {
  const format = { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' } as const
  return `${new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', format).format(at)} (${zone})`
}

function standing(incident: AckIncident, words: Words, locale: string): string {
  const { status, acknowledgedBy, acknowledgedAt, resolvedAt, openedAt, zone } = incident
  if (status === 'resolved') return fill(words.resolved, { at: time(resolvedAt ?? openedAt, zone, locale) })
  if (status === 'acknowledged')
    return fill(words.taken, { name: acknowledgedBy ?? '', at: time(acknowledgedAt ?? openedAt, zone, locale) })
  return fill(words.since, { at: time(openedAt, zone, locale) })
}

const GLYPH = { open: '◆', acknowledged: '◐', resolved: '●' } as const

function row(incident: AckIncident, words: Words, locale: string): string {
  const { number, title, client, status } = incident
  return `<li><b class="${status}"><span aria-hidden="true">${GLYPH[status]}</span> ${escaped(title)}</b><small>INC-${number} · ${escaped(client)}</small><small>${standing(incident, words, locale)}</small></li>`
}

function body(view: AckPageProps, words: Words): { heading: string; html: string } {
  if (view.state === 'gone') return { heading: words.goneTitle, html: `<p>${escaped(words.gone)}</p>` }
  const { incidents, name, locale, state } = view
  const heading = {
    open: words.openTitle,
    taken: words.takenTitle,
    used: words.usedTitle,
    expired: words.expiredTitle,
  }[state]
  // Whoever finds an old mail reads nothing of the plant in it.
  if (state === 'expired') return { heading, html: `<p>${escaped(words.expired)}</p>` }
  const list = incidents
    .slice(0, LISTED)
    .map((incident) => row(incident, words, locale))
    .join('')
  const open = incidents.filter(({ status }) => status === 'open').length
  const button =
    state === 'open'
      ? `<p>${fill(words.as, { name })}</p><form method="post"><button>${open > 1 ? fill(words.takeAll, { count: open }) : escaped(words.take)}</button></form>`
      : `<p>${escaped(state === 'used' ? words.used : words.nothing)}</p>`
  return { heading, html: `<ul>${list}</ul>${button}` }
}

const CSS = `*{box-sizing:border-box}body{margin:0;font:16px/1.5 Inter,system-ui,sans-serif;background:#f3f4f5;color:#1a1e22}
header{background:var(--b);color:var(--o);padding:14px 20px;font-weight:600}main{max-width:560px;margin:0 auto;padding:24px 20px}
h1{font-size:22px;line-height:28px;margin:0 0 16px}ul{list-style:none;margin:0 0 16px;padding:0;background:#fff;border:1px solid #e0e3e6;border-radius:4px}
li{padding:12px 16px;border-top:1px solid #e0e3e6}li:first-child{border:0}b,small{display:block}small{font-size:14px;color:#4a525a}b.open span{color:#b01f18}
button{font:inherit;font-weight:600;width:100%;min-height:52px;border:0;border-radius:4px;background:var(--n);color:var(--o);cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid #1a1e22;outline-offset:2px}a{color:inherit}
@media (prefers-color-scheme:dark){body{background:#14171a;color:#e8eaec}ul{background:#1c2024;border-color:#33393f}li{border-color:#33393f}small{color:#a8b0b8}b.open span{color:#ff8a80}button:focus-visible,a:focus-visible{outline-color:#fff}}`

/** The page behind the link: the partner's frame, what it is about, one button; no script. */
export function ackPage(view: AckPageProps): string {
  const { brand, locale } = view
  const isGerman = locale === 'de'
  const words: Words = isGerman ? de.ack : en.ack
  const { light } = deriveTheme(brand.color)
  const { heading, html } = body(view, words)
  const colors = `--b:${light['--brand']};--o:${light['--on-brand']};--n:${light['--brand-btn']}`
  return `<!doctype html><html lang="${isGerman ? 'de' : 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(heading)}</title><style>:root{${colors}}${CSS}</style><header>${escaped(brand.name)}</header><main><h1>${escaped(heading)}</h1>${html}<p><a href="/incidents">${escaped(words.openAll)}</a></p></main></html>`
}
