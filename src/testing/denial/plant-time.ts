import { CalendarRules } from '@/domain/calendar/schema'
import { MaintenancePlan } from '@/domain/maintenance/schema'
import { createCalendar } from '@/services/calendar/create'
import { createMaintenance } from '@/services/maintenance/create'
import type { UserCaller } from '../cast'
import type { Manufacturer } from '../factories'

/** Rows of one manufacturer's clocks. */
export interface PlantTimeTraces {
  calendarId: string
  maintenanceId: string
}

/** A calendar and a window of one manufacturer, each with the canary in its words. */
export async function leavePlantTime(
  owner: UserCaller,
  { clientId, siteId }: Manufacturer,
  canary: string,
): Promise<PlantTimeTraces> {
  const rules = CalendarRules.parse({
    shifts: [{ name: `${canary} shift`, days: [1, 2, 3], from: '06:00', to: '14:00' }],
  })
  const calendar = { clientId, name: `${canary} calendar`, effectiveFrom: '2026-01-01', rules }
  const { calendarId } = await createCalendar(owner, calendar)
  const { maintenanceId } = await createMaintenance(owner, {
    ...{
      clientId,
      title: `${canary} window`,
      work: `${canary} work`,
      scope: { kind: 'site', siteId },
      isSubmitted: false,
    },
    plan: MaintenancePlan.parse({
      zone: 'Europe/Berlin',
      startLocal: '2099-01-06T22:00',
      durationS: 3600,
      rrule: 'FREQ=WEEKLY;BYDAY=TU',
    }),
  })
  return { calendarId, maintenanceId }
}
