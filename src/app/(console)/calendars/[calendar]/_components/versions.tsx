import type { CalendarPage } from '@/services/calendar/get'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { dateWords, instantWords } from '../../_components/words'

/** Every version, newest first; nothing is ever edited. */
export function Versions({ data, today, viewer }: { data: CalendarPage; today: string; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const words = m.calendar.page
  const started = data.versions.filter(({ effectiveFrom }) => effectiveFrom <= today)
  const current = started
    .toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom) || a.number - b.number)
    .at(-1)
  const phaseOf = (version: CalendarPage['versions'][number]) =>
    version.effectiveFrom > today ? words.planned : version === current ? words.inForce : words.past
  return (
    <Section title={words.versions} note={words.versionsNote}>
      {data.versions.toReversed().map((version) => (
        <div key={version.number} className="grid gap-0.5 border-line border-b py-2">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className="font-medium">{f(words.version, { number: version.number })}</span>
            <span>
              {f(words.from, { day: dateWords(version.effectiveFrom, locale) })}, {phaseOf(version)}
            </span>
          </p>
          <p className="text-12 text-ink-3">
            {f(words.by, { author: version.author, at: instantWords(version.createdAt, data.zone, viewer) })}
          </p>
          {version.reason && <p className="text-12 text-ink-2">{f(words.reason, { reason: version.reason })}</p>}
        </div>
      ))}
    </Section>
  )
}
