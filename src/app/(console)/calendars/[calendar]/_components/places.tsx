import type { CalendarPage, PlaceLine } from '@/services/calendar/get'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { dateWords } from '../../_components/words'

const INDENT: Readonly<Record<PlaceLine['level'], string>> = { site: '', area: 'pl-4', line: 'pl-8' }

function followsWords({ follows }: PlaceLine, { m, f }: Viewer): string {
  const words = m.calendar.places
  if (!follows) return words.always
  return f(follows.isOwn ? words.own : words.inherited, { name: follows.name, from: follows.from })
}

/** Sites, areas and lines with the calendar each follows today, and who says so. */
export function Places({ data, viewer, children }: { data: CalendarPage; viewer: Viewer; children: React.ReactNode }) {
  const { m, f, locale } = viewer
  const words = m.calendar
  const plannedWords = ({ planned }: PlaceLine) => {
    if (!planned) return null
    const day = dateWords(planned.effectiveFrom, locale)
    const isThis = planned.calendarId === data.id
    return planned.calendarId === null
      ? f(words.places.plannedInherit, { day })
      : f(words.places.planned, { day, name: isThis ? data.name : '…' })
  }
  return (
    <Section title={words.page.places} note={words.page.placesNote} id="places">
      {data.places.map((place) => (
        <div key={place.id} className={`border-line border-b py-1.5 ${INDENT[place.level]}`}>
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className={place.level === 'site' ? 'font-medium' : ''}>
              {place.name} <span className="text-12 text-ink-3">{words.levels[place.level]}</span>
            </span>
            <span className={place.follows?.calendarId === data.id ? '' : 'text-ink-3'}>
              {place.follows && place.follows.calendarId !== data.id ? (
                <TextLink quiet href={`/calendars/${place.follows.calendarId}`}>
                  {followsWords(place, viewer)}
                </TextLink>
              ) : (
                followsWords(place, viewer)
              )}
            </span>
          </p>
          {place.planned && <p className="text-right text-12 text-ink-3">{plannedWords(place)}</p>}
        </div>
      ))}
      {children}
    </Section>
  )
}
