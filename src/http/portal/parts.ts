import { createElement } from 'react'
import type { PortalSnapshot } from '@/domain/portal/snapshot'
import { originOf } from '@/infra/public-url'
import { newId } from '@/lib/ids'
import { portalCalendar } from '@/services/portal/calendar'
import { portalHistory } from '@/services/portal/history'
import { type FoundPortal, portalCaller } from '@/services/portal/open'
import { HistoryPage } from '@/ui/portal/history-page'
import { SubscribePage } from '@/ui/portal/updates-page'
import type { PortalLocale } from '@/ui/portal/words'
import type { PortalAddress } from './address'
import { type Prepared, prepare } from './answer'
import { atomOf } from './atom'
import { icsOf } from './ics'
import { Remembered } from './remembered'
import { documentOf, frameOf, renderPortal, staleSince } from './render'

/** Whose eyes a part is made for. */
export interface Reading {
  portal: FoundPortal
  address: PortalAddress
  snapshot: PortalSnapshot
  locale: PortalLocale
  query: string
  /** of the request, as stored: never taken over without having been looked up */
  host: string
  isMember: boolean
  now: Date
}

const HTML = 'text/html; charset=utf-8'
const MANY = 300

/** What was made of a snapshot; it goes with it. */
const made = new WeakMap<PortalSnapshot, Map<string, Prepared>>()

function once({ snapshot, ...reading }: Reading, build: () => Prepared): Prepared {
  const known = made.get(snapshot) ?? new Map<string, Prepared>()
  made.set(snapshot, known)
  const { address, locale, query, host, isMember, now } = reading
  const minute = staleSince(snapshot, now) ? Math.floor(now.getTime() / 60_000) : 0
  const name = [address.base, address.part.kind, locale, query, host, isMember, minute].join(' ')
  const kept = known.get(name)
  if (kept) return kept
  if (known.size >= MANY) known.clear()
  const fresh = build()
  known.set(name, fresh)
  return fresh
}

/** The machine-readable twin: states only, no notes. */
function statusOf(snapshot: PortalSnapshot, now: Date): string {
  const { overall, components, asOf, zone } = snapshot
  return JSON.stringify({
    ...{ state: overall.state, asOf, noNewsSince: staleSince(snapshot, now), zone },
    components: components.map(({ slug, phrase, state, since, said }) => ({
      slug,
      phrase,
      state,
      since,
      manual: said,
    })),
  })
}

const kept = new Remembered<Prepared>()

/** What one part of an open portal says; `history` and `calendar` are read on demand and kept like the rest. */
export async function partOf(reading: Reading): Promise<Prepared> {
  const { portal, address, snapshot, host, locale, now } = reading
  const { part } = address
  const frame = frameOf(snapshot, { ...reading, base: address.base })
  const caller = portalCaller(portal, newId())
  switch (part.kind) {
    case 'page':
      return once(reading, () => prepare(HTML, renderPortal(snapshot, { frame, now, isMember: reading.isMember })))
    case 'status':
      return once(reading, () => prepare('application/json', statusOf(snapshot, now)))
    case 'feed': {
      const url = `${originOf(host)}${address.base || '/'}`
      return once(reading, () =>
        prepare('application/atom+xml; charset=utf-8', atomOf(snapshot, { host, url, slug: portal.slug, locale })),
      )
    }
    case 'calendar': {
      const { name: brand } = snapshot.brand
      const load = async () => {
        const { windows } = await portalCalendar(caller, {})
        const title = `${snapshot.clientName}: ${frame.words.planned}`
        return prepare('text/calendar; charset=utf-8', icsOf(windows, { host, title, brand, now }))
      }
      return (await kept.get(`${portal.clientId} calendar ${host} ${locale}`, now.getTime(), load)).value
    }
    case 'history': {
      const { month } = part
      const plant = { zone: snapshot.zone, locale, now: snapshot.asOf }
      const load = async () => {
        const updates = await portalHistory(caller, { month })
        return prepare(HTML, documentOf(createElement(HistoryPage, { month, updates, frame, plant })))
      }
      const name = `${portal.clientId} ${month} ${address.base} ${locale} ${reading.query}`
      return (await kept.get(name, now.getTime(), load)).value
    }
    default: {
      const choice = { steps: snapshot.components, processIds: [], severity: 'stopped' as const }
      return once(reading, () => prepare(HTML, documentOf(createElement(SubscribePage, { frame, choice }))))
    }
  }
}
