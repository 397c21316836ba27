import type { CalendarRules } from '@/domain/calendar/schema'
import { WeekGrid } from '@/ui/chart/week-grid'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { dateWords, weekdayNames } from '../../_components/words'

/** The shifts of the version in force, each week of the rotation by itself. */
export function Week({ rules, viewer }: { rules: CalendarRules; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const words = m.calendar.page
  const weeks = rules.rotation ? Array.from({ length: rules.rotation.weeks }, (_, index) => index + 1) : [null]
  const note = rules.rotation
    ? f(words.rotationNote, { anchor: dateWords(rules.rotation.anchor, locale) })
    : words.weekNote
  return (
    <Section title={words.week} note={note}>
      <div className="grid gap-4 py-2">
        {weeks.map((week) => (
          <div key={week ?? 0}>
            {week !== null && <p className="mb-1 font-medium text-12">{f(words.rotationWeek, { week })}</p>}
            <WeekGrid
              rules={rules}
              week={week}
              weekdays={weekdayNames(locale)}
              label={week === null ? words.week : f(words.rotationWeek, { week })}
            />
          </div>
        ))}
      </div>
    </Section>
  )
}
