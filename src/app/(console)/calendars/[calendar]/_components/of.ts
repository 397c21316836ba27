import type { PlantCalendar } from '@/domain/calendar/schema'
import type { CalendarPage } from '@/services/calendar/get'

/** The calendar by itself, in the zone of the first place that follows it. */
export function calendarOf({ zone, name, versions }: Pick<CalendarPage, 'zone' | 'name' | 'versions'>): PlantCalendar {
  const ordered = versions.toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom) || a.number - b.number)
  return {
    zone,
    versions: ordered.map(({ effectiveFrom, number, rules }) => ({
      effectiveFrom,
      rules,
      label: `${name}, ${number}`,
    })),
  }
}
