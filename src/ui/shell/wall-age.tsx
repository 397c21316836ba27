'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { format } from '../i18n/format'
import { localeTag } from '../i18n/locale'
import { cx } from '../primitives/cx'
import { Glyph } from '../primitives/glyph'

export interface WallAgeProps {
  /** epoch milliseconds of the shown data */
  asOf: number
  everyS: number
  locale: string
  /** the wall's IANA zone; without it the screen's own */
  zone?: string
  words: { asOf: string; stale: string }
}

const STALE_ROUNDS = 3

/** Mount it anew for each reading (`key`). Asks for fresh data in a slow rhythm, and says so when none comes: an old wall must not look like a calm one. */
export function WallAge({ asOf, everyS, locale, zone, words }: WallAgeProps) {
  const router = useRouter()
  const [isStale, setStale] = useState(false)
  useEffect(() => {
    const refresh = setInterval(() => router.refresh(), everyS * 1_000)
    const stale = setTimeout(() => setStale(true), STALE_ROUNDS * everyS * 1_000)
    return () => {
      clearInterval(refresh)
      clearTimeout(stale)
    }
  }, [everyS, router])
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: zone } as const
  const time = new Intl.DateTimeFormat(localeTag(locale), clock).format(asOf)
  return (
    <span
      role="status"
      suppressHydrationWarning
      className={cx('inline-flex items-center gap-2 tabular-nums', isStale && 'font-semibold text-late-ink')}
    >
      {isStale && <Glyph kind="late" size={24} />}
      {format(locale, isStale ? words.stale : words.asOf, { time })}
    </span>
  )
}
