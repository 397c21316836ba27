import type { SystemName } from '@/services/health/facts'
import type { Success } from '@/services/health/success'
import type { Viewer } from '@/ui/i18n/server'
import { percentWords } from '@/ui/primitives/number'
import { PlantTime, plantTime } from '@/ui/primitives/plant-time'
import { TextLink } from '@/ui/primitives/text-link'

/** A plant day in the reader's words; the day has no zone of its own. */
export function dayWords(day: string, locale: string): string {
  return plantTime(new Date(`${day}T00:00:00Z`), { zone: 'UTC', locale, detail: 'date' })
}

/** How a success rate was counted, in words: base, days and what does not count. */
export function successMeaning(success: Success, { m, f, locale }: Viewer): string {
  const { succeeded, failed, cancelled, fromDay, toDay } = success
  return f(m.board.successMeaning, {
    succeeded,
    judged: succeeded + failed,
    cancelled,
    from: dayWords(fromDay, locale),
    to: dayWords(toDay, locale),
  })
}

/** The rate of 30 plant days; it opens the runs it counts. */
export function SuccessRate({ success, href, viewer }: { success: Success; href: string; viewer: Viewer }) {
  if (success.ppm === null) return <span className="text-ink-3">{viewer.m.board.noRuns}</span>
  return (
    <TextLink quiet href={href} title={successMeaning(success, viewer)} className="relative z-10 tabular-nums">
      {percentWords(success.ppm, viewer.locale)}
    </TextLink>
  )
}

/** Which system hands over to which, by kind; the names are on hover. */
export function Systems({ from, to, viewer }: { from: SystemName | null; to: SystemName | null; viewer: Viewer }) {
  const { m, f } = viewer
  const kind = (system: SystemName | null) => (system ? m.board.systemKinds[system.kind] : '?')
  if (!from && !to) return null
  const names = f(m.board.systems, { from: from?.name ?? '?', to: to?.name ?? '?' })
  return <span title={names}>{f(m.board.systems, { from: kind(from), to: kind(to) })}</span>
}

const NEAR_MS = 6 * 86_400_000

export interface NearTimeProps {
  at: Date
  now: Date
  zone: string
  viewer: Viewer
}

/** As short as it stays clear: 15:42 today, Fri 07:00 this week, else the date too. All three zones are on hover. */
export function NearTime({ at, now, zone, viewer }: NearTimeProps) {
  const { locale, zone: viewerZone } = viewer
  const day = (instant: Date) => plantTime(instant, { zone, locale, detail: 'date' })
  const detail = day(at) === day(now) ? 'time' : Math.abs(at.getTime() - now.getTime()) < NEAR_MS ? 'weekday' : 'full'
  return <PlantTime at={at} zone={zone} viewerZone={viewerZone} locale={locale} detail={detail} />
}

/** The zone's own short name at an instant, e.g. CET or CST; an offset where the zone has none. */
export function zoneName(zone: string, at: Date, readerLocale: string): string {
  const names = [readerLocale, 'en-GB', 'en-US', 'en-AU'].map((locale) => {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at)
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
  })
  return names.find((name) => !name.startsWith('GMT') || name === 'GMT') ?? names[0] ?? zone
}

export interface NextDueProps {
  dueAt: Date | null
  /** late or down: only then a passed moment is an alarm; otherwise its run may be under way */
  isBroken: boolean
  now: Date
  zone: string
  viewer: Viewer
}

/** The moment that is waited for. Overdue breaks the calm with a word; its time is on hover. */
export function NextDue({ dueAt, isBroken, now, zone, viewer }: NextDueProps) {
  const { m, locale } = viewer
  if (!dueAt) return <span className="text-ink-3">{m.board.noDue}</span>
  if (isBroken && dueAt < now) {
    return (
      <span className="font-medium text-down-ink" title={plantTime(dueAt, { zone, locale, detail: 'full' })}>
        {m.board.overdue}
      </span>
    )
  }
  return <NearTime at={dueAt} now={now} zone={zone} viewer={viewer} />
}
