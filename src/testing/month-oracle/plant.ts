import { nextDay, type WallClock, weekday } from './minutes'
import type { RawMonth, RawRules } from './raw'

interface Stretch {
  from: number
  to: number
}

const has = ({ from, to }: Stretch, at: number) => from <= at && at < to

const kept = new WeakMap<WallClock, Map<string, Stretch>>()

function stretch(clock: WallClock, day: string, wall: { from: string; to: string }): Stretch {
  const known = kept.get(clock) ?? new Map<string, Stretch>()
  kept.set(clock, known)
  const key = `${day} ${wall.from} ${wall.to}`
  const made = known.get(key) ?? stretchOf(clock, day, wall)
  known.set(key, made)
  return made
}

function stretchOf(clock: WallClock, day: string, { from, to }: { from: string; to: string }): Stretch {
  const isNext = to !== '24:00' && to <= from
  const end = to === '24:00' ? `${nextDay(day)}T00:00` : `${isNext ? nextDay(day) : day}T${to}`
  return { from: clock.instant(`${day}T${from}`, 'first'), to: clock.instant(end, 'last') }
}

function isWorked(rules: RawRules, shift: RawRules['shifts'][number], day: string): boolean {
  if (!shift.days.includes(weekday(day))) return false
  if (!shift.weeks) return true
  const { weeks, anchor } = rules.rotation ?? { weeks: 1, anchor: day }
  const passed = Math.floor((Date.parse(day) - Date.parse(anchor)) / 86_400_000 / 7)
  return shift.weeks.includes((((passed % weeks) + weeks) % weeks) + 1)
}

const isDayOff = ({ holidays = [], shutdowns = [] }: RawRules, day: string) =>
  holidays.some(({ date }) => date === day) || shutdowns.some(({ from, to }) => from <= day && day <= to)

/** Everything the rules say about one instant, looked at from the days that can reach it. */
function isOpenAt(month: RawMonth, clock: WallClock, at: number): boolean {
  const today = clock.dayAt(at)
  let [isClosed, isExtra, isOff, isShift, isAlways] = [false, false, false, false, false]
  for (const day of [nextDay(today, -2), nextDay(today, -1), today]) {
    const rules = rulesOn(month, day)
    if (!rules) {
      if (day === today) isAlways = true
      continue
    }
    for (const exception of rules.exceptions ?? []) {
      if (exception.date !== day || !has(stretch(clock, day, exception), at)) continue
      if (exception.kind === 'closed') isClosed = true
      else isExtra = true
    }
    const off = isDayOff(rules, day)
    if (off && rules.dayOff === 'day' && day === today) isOff = true
    if (off && rules.dayOff !== 'day') continue
    if (rules.shifts.some((shift) => isWorked(rules, shift, day) && has(stretch(clock, day, shift), at))) isShift = true
  }
  if (isClosed) return false
  if (isExtra) return true
  if (isOff) return false
  return isShift || isAlways
}

function rulesOn({ site }: RawMonth, day: string): RawRules | null {
  let found: RawRules | null = null
  for (const { effectiveFrom, rules } of site.calendar?.versions ?? []) if (effectiveFrom <= day) found = rules
  return found
}

/** Open or not, for each minute of the clock; asked by instant. Rules change on full minutes only. */
export function plantTime(month: RawMonth, clock: WallClock): (at: number) => boolean {
  const margin = 3 * 1440
  const open = clock.minutes.map(({ at }, index) =>
    index < margin || index >= clock.minutes.length - margin ? false : isOpenAt(month, clock, at),
  )
  return (at) => open[Math.floor((at - clock.from) / 60_000)] ?? false
}
