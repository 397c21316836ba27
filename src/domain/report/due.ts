import { DateTime } from 'luxon'

/** When a month's report is mailed: at eight on the chosen day of the month after, by the month's own zone; a day that is past is now. */
export function deliveryDue(
  { month, zone, dayOfMonth }: { month: string; zone: string; dayOfMonth: number },
  now: Date,
): Date {
  const day = DateTime.fromISO(`${month}-01T08:00`, { zone }).plus({ months: 1 }).set({ day: dayOfMonth }).toJSDate()
  return day > now ? day : now
}
