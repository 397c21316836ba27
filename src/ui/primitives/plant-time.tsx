import { localeTag } from '../i18n/locale'

export type TimeDetail = 'time' | 'weekday' | 'seconds' | 'date' | 'full'

const PARTS: Record<TimeDetail, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  date: { weekday: 'short', day: 'numeric', month: 'short' },
  full: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

/** An instant in plant words, e.g. "Thu 19 Nov, 15:42". */
export function plantTime(at: Date, options: { zone: string; locale: string; detail?: TimeDetail }): string {
  const { zone, locale, detail = 'time' } = options
  return new Intl.DateTimeFormat(localeTag(locale), { ...PARTS[detail], timeZone: zone }).format(at)
}

export interface PlantTimeProps {
  at: Date
  /** IANA zone of the plant */
  zone: string
  /** IANA zone of the reader, for the hover */
  viewerZone?: string
  locale: string
  detail?: TimeDetail
}

/** Plant time on the page; UTC and the reader's own on hover. */
export function PlantTime({ at, zone, viewerZone, locale, detail = 'time' }: PlantTimeProps) {
  const other = (label: string, otherZone: string) =>
    `${label} ${plantTime(at, { zone: otherZone, locale, detail: 'full' })}`
  const hover = [
    other(zone, zone),
    other('UTC', 'UTC'),
    ...(viewerZone && viewerZone !== zone ? [other(viewerZone, viewerZone)] : []),
  ]
  return (
    <time dateTime={at.toISOString()} title={hover.join('\n')} className="whitespace-nowrap tabular-nums">
      {plantTime(at, { zone, locale, detail })}
    </time>
  )
}
