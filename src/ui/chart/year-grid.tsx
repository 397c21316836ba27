import { dayNumber, weekdayOf } from '@/domain/calendar/day'
import type { YearDay, YearMonth } from '@/domain/calendar/year'
import { SCREEN_INKS as inks } from './inks'

const [CELL, GAP] = [15, 2]
const DAY_MS = 86_400_000

type Mark = NonNullable<YearDay['mark']>['kind']

/** A shape for each kind of day, so that none needs its colour. */
export function DayMark({ kind, x = 0, y = 0 }: { kind: Mark; x?: number; y?: number }) {
  const at = (path: string) => <path d={`M${x} ${y}${path}`} />
  switch (kind) {
    case 'holiday':
      return <circle cx={x + 7.5} cy={y + 7.5} r={3} fill={inks.excused} />
    case 'shutdown':
      return (
        <g stroke={inks.excused} strokeWidth={1.6}>
          {at('m3 3l9 9m0-9l-9 9')}
        </g>
      )
    case 'open':
      return (
        <g stroke={inks.strong} strokeWidth={1.8}>
          {at('m3.5 7.5h8m-4-4v8')}
        </g>
      )
    case 'closed':
      return (
        <g stroke={inks.strong} strokeWidth={1.8}>
          {at('m3.5 7.5h8')}
        </g>
      )
    case 'version':
      return (
        <g stroke={inks.strong} strokeWidth={1.6}>
          {at('m1 1v13')}
        </g>
      )
  }
}

function Day({ openMs, mark, column, row, title }: YearDay & { column: number; row: number; title: string }) {
  const [x, y] = [column * (CELL + GAP), row * (CELL + GAP)]
  const share = Math.min(1, openMs / DAY_MS)
  return (
    <g>
      <title>{title}</title>
      <rect x={x} y={y} width={CELL} height={CELL} rx={1.5} fill={inks.shift} />
      <rect x={x} y={y + CELL * (1 - share)} width={CELL} height={CELL * share} rx={1.5} fill={inks.ok} opacity={0.7} />
      {mark && <DayMark kind={mark.kind} x={x} y={y} />}
    </g>
  )
}

export interface YearGridProps {
  months: readonly YearMonth[]
  monthName: (month: string) => string
  hours: (ms: number) => string
  /** a day in words */
  dayTitle: (day: YearDay) => string
}

/** Twelve months: each day filled by the hours worked, marked where it is special; hours per month beside its name. */
export function YearGrid({ months, monthName, hours, dayTitle }: YearGridProps) {
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-4">
      {months.map(({ month, openMs, days }) => {
        const offset = weekdayOf(dayNumber(`${month}-01`)) - 1
        const label = `${monthName(month)}: ${hours(openMs)}`
        return (
          <figure key={month} className="grid gap-1">
            <figcaption className="flex justify-between text-12">
              <span className="font-medium">{monthName(month)}</span>
              <span className="text-ink-3 tabular-nums">{hours(openMs)}</span>
            </figcaption>
            <svg
              viewBox={`0 0 ${7 * (CELL + GAP)} ${6 * (CELL + GAP)}`}
              width="100%"
              className="max-w-40"
              role="img"
              aria-label={label}
            >
              {days.map((day, index) => (
                <Day
                  key={day.day}
                  {...day}
                  column={(offset + index) % 7}
                  row={Math.floor((offset + index) / 7)}
                  title={dayTitle(day)}
                />
              ))}
            </svg>
          </figure>
        )
      })}
    </div>
  )
}
