import type { PlantCalendar } from '@/domain/calendar/schema'
import { type YearDay, yearFrom } from '@/domain/calendar/year'
import { DayMark, YearGrid } from '@/ui/chart/year-grid'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { dateWords, hourWords, monthWords } from '../../_components/words'

const MARKS = ['holiday', 'shutdown', 'open', 'closed', 'version'] as const

/** Twelve months from the present one: hours worked, days off and exceptions. */
export function Year({ calendar, month, viewer }: { calendar: PlantCalendar; month: string; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const words = m.calendar.page
  const hours = (ms: number) => f(m.calendar.hours, { hours: hourWords(ms, locale) })
  const titleOf = ({ day, openMs, mark }: YearDay) =>
    [dateWords(day, locale), hours(openMs), mark && `${words.legend[mark.kind]}: ${mark.name}`]
      .filter(Boolean)
      .join(' · ')
  return (
    <Section title={words.year} note={f(words.yearNote, { zone: calendar.zone })}>
      <div className="py-3">
        <YearGrid
          months={yearFrom(calendar, month)}
          monthName={(name) => monthWords(name, locale)}
          hours={hours}
          dayTitle={titleOf}
        />
        <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-12 text-ink-2">
          {MARKS.map((kind) => (
            <li key={kind} className="flex items-center gap-1.5">
              <svg width={15} height={15} aria-hidden="true">
                <DayMark kind={kind} />
              </svg>
              {words.legend[kind]}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
