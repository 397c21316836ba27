import type { WallClock } from './minutes'

const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const

function matches(field: string, value: number, [low, high]: readonly [number, number]): boolean {
  return field.split(',').some((part) => {
    const [range = '*', step = '1'] = part.split('/')
    const [from, to] = range === '*' ? [low, high] : range.split('-').map(Number)
    if (from === undefined) return false
    return value >= from && value <= (to ?? from) && (value - from) % Number(step) === 0
  })
}

/** Every instant a five-field pattern is due, by docs/months.md §4.1, one minute after the other. */
export function cronSlots(pattern: string, clock: WallClock): number[] {
  const fields = pattern.trim().split(/\s+/) as [string, string, string, string, string]
  const [minute, hour, day, month, dow] = fields
  const isDay = (date: string) => {
    const at = new Date(`${date}T00:00Z`)
    if (!matches(month, at.getUTCMonth() + 1, RANGES[3])) return false
    const onDay = matches(day, at.getUTCDate(), RANGES[2])
    const onWeekday = matches(dow, at.getUTCDay(), RANGES[4]) || (at.getUTCDay() === 0 && matches(dow, 7, RANGES[4]))
    if (day !== '*' && dow !== '*') return onDay || onWeekday
    return onDay && onWeekday
  }
  if (/^\d+$/.test(minute) && /^\d+$/.test(hour)) {
    const wall = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
    const days = [...new Set(clock.minutes.map((each) => each.day))].slice(1, -1)
    return days.filter(isDay).map((date) => clock.instant(`${date}T${wall}`, 'first'))
  }
  return clock.minutes
    .filter(
      ({ wall }) =>
        matches(minute, Number(wall.slice(14, 16)), RANGES[0]) &&
        matches(hour, Number(wall.slice(11, 13)), RANGES[1]) &&
        isDay(wall.slice(0, 10)),
    )
    .map(({ at }) => at)
}
