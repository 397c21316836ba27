import { patternRules } from '@/domain/calendar/patterns'
import type { CalendarRules } from '@/domain/calendar/schema'
import { type HolidaySet, holidaysOf } from '@/domain/onboarding/holidays'

export const HOURS = ['always', 'three', 'two', 'one', 'day'] as const
export type Hours = (typeof HOURS)[number]

type ShiftNames = Parameters<typeof patternRules>[1]

/** The first calendar of a plant; null = it never closes and keeps no day off. */
export function rulesOf(hours: Hours, names: ShiftNames, set: HolidaySet, year: number): CalendarRules | null {
  const holidays = holidaysOf(set, year)
  if (hours === 'always' && holidays.length === 0) return null
  if (hours !== 'one') return { ...patternRules(hours, names), holidays }
  const { shifts, ...rest } = patternRules('two', names)
  return { ...rest, shifts: shifts.slice(0, 1), holidays }
}
