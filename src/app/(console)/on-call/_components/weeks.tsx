import type { RotationWeek } from '@/services/rotation/read'
import type { Template, Values } from '@/ui/i18n/format'
import type { Messages } from '@/ui/i18n/messages'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { WeekBar } from './week-bar'

interface Props {
  weeks: readonly RotationWeek[]
  zone: string
  locale: string
  words: Messages['onCall']
  f: (template: Template, values: Values) => string
}

const LISTED = 20

/** The coming weeks turn by turn; holes are named, not only coloured. */
export function Weeks({ weeks, zone, locale, words, f }: Props) {
  const time = (at: Date) => plantTime(at, { zone, locale, detail: 'full' })
  return (
    <ol className="grid gap-4 py-3">
      {weeks.map((week) => (
        <li key={week.from.getTime()} className="grid gap-1.5">
          <div className="flex flex-wrap items-baseline justify-between gap-2 text-12">
            <span className="text-ink-2 tabular-nums">{time(week.from)}</span>
            {week.isWhole ? (
              <span className="text-ink-3">{words.whole}</span>
            ) : (
              <State kind="late">
                {f(words.covered, { covered: Math.floor(week.coveredHours), hours: Math.round(week.hours) })}
              </State>
            )}
          </div>
          <WeekBar week={week} />
          <ul className="grid gap-0.5 text-12 tabular-nums sm:grid-cols-2">
            {week.spans.slice(0, LISTED).map((span) => (
              <li key={span.from.getTime()} className={span.isHole ? 'text-late-ink' : 'text-ink-2'}>
                {time(span.from)} · {span.name ?? (span.userId ? words.gone : words.nobody)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
