import { wallMs } from './rule'

export const REPEATS = ['never', 'weekly', 'biweekly', 'monthly_weekday', 'monthly_day', 'own'] as const
export type Repeat = (typeof REPEATS)[number]

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

/** The rule that people mean by "every week" and the like, for a plan that first starts then. Null: once. */
export function repeatRule(repeat: Exclude<Repeat, 'own'>, startLocal: string, untilDay: string | null): string | null {
  const start = new Date(wallMs(startLocal))
  const day = DAYS[start.getUTCDay()] ?? 'MO'
  const until = untilDay ? `;UNTIL=${untilDay.replaceAll('-', '')}` : ''
  const nth = Math.ceil(start.getUTCDate() / 7)
  switch (repeat) {
    case 'never':
      return null
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${day}${until}`
    case 'biweekly':
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${day}${until}`
    case 'monthly_weekday':
      // The fifth of a weekday is the last one, so that no month goes without.
      return `FREQ=MONTHLY;BYDAY=${nth === 5 ? -1 : nth}${day}${until}`
    case 'monthly_day':
      return `FREQ=MONTHLY;BYMONTHDAY=${start.getUTCDate()}${until}`
  }
}
