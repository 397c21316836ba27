import type { CalendarRules, Shift } from './schema'

export const PATTERNS = ['day', 'two', 'three', 'always'] as const
export type Pattern = (typeof PATTERNS)[number]

const WEEKDAYS = [1, 2, 3, 4, 5]

/** Rules to begin with, in the reader's words for the shifts. */
export function patternRules(
  pattern: Pattern,
  names: Record<'day' | 'early' | 'late' | 'night' | 'all', string>,
): CalendarRules {
  const early: Shift = { name: names.early, days: WEEKDAYS, from: '06:00', to: '14:00' }
  const late: Shift = { name: names.late, days: WEEKDAYS, from: '14:00', to: '22:00' }
  const shifts: Record<Pattern, Shift[]> = {
    day: [{ name: names.day, days: WEEKDAYS, from: '07:00', to: '16:00' }],
    two: [early, late],
    three: [early, late, { name: names.night, days: [7, 1, 2, 3, 4], from: '22:00', to: '06:00' }],
    always: [{ name: names.all, days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
  }
  return { shifts: shifts[pattern], rotation: null, holidays: [], shutdowns: [], exceptions: [], dayOff: 'shifts' }
}
