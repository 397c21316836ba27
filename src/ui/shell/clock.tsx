'use client'
import { useSyncExternalStore } from 'react'
import { useT } from '../i18n/context'
import { localeTag, ZONE_COOKIE } from '../i18n/locale'
import { type Preference, remember } from './remember'

const MINUTE_MS = 60_000

/** Tells once a minute, on the minute; also leaves the reader's zone for the server, so that hovers can show it. */
function everyMinute(tell: () => void): () => void {
  remember(ZONE_COOKIE satisfies Preference, Intl.DateTimeFormat().resolvedOptions().timeZone)
  let timer = setTimeout(
    function tick() {
      tell()
      timer = setTimeout(tick, MINUTE_MS - (Date.now() % MINUTE_MS))
    },
    MINUTE_MS - (Date.now() % MINUTE_MS),
  )
  return () => clearTimeout(timer)
}

const thisMinute = () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS

/** The date, the reader's time and UTC. The server does not know the reader's zone: until the page is alive only UTC stands there. */
export function Clock() {
  const { t, locale } = useT('common')
  const now = useSyncExternalStore(everyMinute, thisMinute, () => null)
  if (now === null) return null
  const tag = localeTag(locale)
  const at = new Date(now)
  const write = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options).format(at)
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return (
    <div className="flex items-center gap-3 whitespace-nowrap text-12 text-on-brand-2 tabular-nums max-lg:hidden">
      <span className="max-xl:hidden">
        {write({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })}
      </span>
      <span>
        {t.yours} <b className="font-medium text-on-brand">{write({ ...clock, timeZoneName: 'short' })}</b>
      </span>
      <span>
        {t.utc} <b className="font-medium text-on-brand">{write({ ...clock, timeZone: 'UTC' })}</b>
      </span>
    </div>
  )
}
