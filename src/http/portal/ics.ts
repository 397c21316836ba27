import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { DateTime } from 'luxon'
import type { MaintenancePlan } from '@/domain/maintenance/schema'
import { vtimezone } from '@/domain/portal/vtimezone'
import type { PortalWindow } from '@/services/portal/windows'

const STATUS = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const

/** A wall time of the plant; one that the zone skips is the instant of the jump. */
const wall = (local: string, zone: string) => DateTime.fromISO(local, { zone })

interface Event {
  startLocal: string
  durationS: number
  /** the start that the rule gives, of an occurrence that differs */
  occurrence: string | null
  isCancelled: boolean
}

/** The plan, and each occurrence that was moved or called off as an exception of its own. */
function eventsOf({ startLocal, durationS, moves, cancellations, rrule }: MaintenancePlan): Event[] {
  const moved = new Map(moves.map((move) => [move.occurrence, move]))
  if (rrule === null) {
    const move = moved.get(startLocal)
    const isCancelled = cancellations.includes(startLocal)
    return [
      {
        startLocal: move?.startLocal ?? startLocal,
        durationS: move?.durationS ?? durationS,
        occurrence: null,
        isCancelled,
      },
    ]
  }
  const exceptions = new Set([...moved.keys(), ...cancellations])
  return [
    { startLocal, durationS, occurrence: null, isCancelled: false },
    ...[...exceptions].sort().map((occurrence) => {
      const move = moved.get(occurrence)
      const isCancelled = cancellations.includes(occurrence)
      return {
        startLocal: move?.startLocal ?? occurrence,
        durationS: move?.durationS ?? durationS,
        occurrence,
        isCancelled,
      }
    }),
  ]
}

/**
 * Announced windows as iCalendar: uid and sequence say which window and which of its revisions; what is called off stays in as
 * cancelled. Repeating windows keep the plant's wall time (TZID with VTIMEZONE), single ones are instants.
 */
export function icsOf(
  windows: readonly PortalWindow[],
  place: { host: string; title: string; brand: string; now: Date },
): string {
  const year = place.now.getUTCFullYear()
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    name: place.title,
    prodId: { company: place.brand, product: 'status', language: 'EN' },
    timezone: { name: null, generator: (zone) => vtimezone(zone, year - 1, year + 5) },
    ttl: 3600,
  })
  for (const { id, title, work, plan, revision, status, changedAt, createdAt } of windows) {
    for (const { startLocal, durationS, occurrence, isCancelled } of eventsOf(plan)) {
      const start = wall(startLocal, plan.zone)
      const repeats = plan.rrule !== null
      calendar.createEvent({
        ...{ id: `${id}@${place.host.replace(/:\d+$/, '')}`, sequence: revision + (status === 'cancelled' ? 1 : 0) },
        ...{ summary: title, description: work, stamp: changedAt, lastModified: changedAt, created: createdAt },
        // An exact length in instants, also where the clock changes in between.
        start: repeats ? start : start.toUTC(),
        end: repeats ? start.plus({ seconds: durationS }) : start.toUTC().plus({ seconds: durationS }),
        status: isCancelled ? ICalEventStatus.CANCELLED : STATUS[status],
        ...(repeats && { timezone: plan.zone }),
        ...(repeats && occurrence === null && { repeating: `RRULE:${plan.rrule}` }),
        ...(occurrence !== null && { recurrenceId: wall(occurrence, plan.zone) }),
      })
    }
  }
  return calendar.toString()
}
