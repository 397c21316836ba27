'use client'
import type { ReadHolidays } from '@/domain/calendar/ical'
import type { Holiday } from '@/domain/calendar/schema'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { dateWords } from '../../../_components/words'

interface Props {
  read: ReadHolidays
  /** dates that are in the list already */
  known: ReadonlySet<string>
  fresh: readonly Holiday[]
  onAdd: () => void
}

/** What a file holds, before anything of it is taken. */
export function Found({ read: { holidays, skipped }, known, fresh, onAdd }: Props) {
  const { t, f, locale } = useT('calendar')
  const words = t.edit.import
  return (
    <div className="grid gap-2" aria-live="polite">
      <p className="font-medium">{f(words.found, { count: holidays.length })}</p>
      <ul className="grid gap-0.5 sm:grid-cols-2">
        {holidays.map(({ date, name }) => (
          <li key={date} className={known.has(date) ? 'text-ink-3' : ''}>
            <span className="tabular-nums">{dateWords(date, locale)}</span> {name}
            {known.has(date) && ` (${words.known})`}
          </li>
        ))}
      </ul>
      {skipped.length > 0 && (
        <details className="text-12 text-ink-2">
          <summary>{f(words.skipped, { count: skipped.length })}</summary>
          {skipped.map(({ name, reason }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two events may be alike
            <p key={index}>{`${name}: ${words.reasons[reason]}`}</p>
          ))}
        </details>
      )}
      {fresh.length > 0 && (
        <Button type="button" className="justify-self-start" onClick={onAdd}>
          {f(words.add, { count: fresh.length })}
        </Button>
      )}
    </div>
  )
}
