import type { CalendarVersion, PlantCalendar } from './schema'

/** From a local date on a place follows this calendar; `calendarId` null: what the place above follows. */
export interface Assignment {
  effectiveFrom: string
  calendarId: string | null
}

/** A place in the plant: site, area or line, with its assignments in the order of their dates (the last of a date wins). */
export interface Place {
  id: string
  assignments: readonly Assignment[]
}

/** Versions of each calendar in the order of their dates. */
export type VersionsOf = ReadonlyMap<string, readonly CalendarVersion[]>

/** Which place decides from a date on; null: none, always open. */
export interface Inherited {
  effectiveFrom: string
  calendarId: string | null
  placeId: string | null
}

function decidingAt(chain: readonly Place[], day: string): Omit<Inherited, 'effectiveFrom'> {
  for (const { id, assignments } of chain) {
    const calendarId = assignments.findLast(({ effectiveFrom }) => effectiveFrom <= day)?.calendarId
    if (calendarId) return { calendarId, placeId: id }
  }
  return { calendarId: null, placeId: null }
}

/** Who decides when: `chain` is line → area → site, nearest first. The first entry holds from the beginning of time. */
export function inheritance(chain: readonly Place[]): Inherited[] {
  const days = chain.flatMap(({ assignments }) => assignments.map(({ effectiveFrom }) => effectiveFrom))
  const found: Inherited[] = []
  for (const effectiveFrom of ['0000-01-01', ...new Set(days.toSorted())]) {
    const deciding = decidingAt(chain, effectiveFrom)
    const before = found.at(-1)
    if (!before || before.calendarId !== deciding.calendarId || before.placeId !== deciding.placeId)
      found.push({ effectiveFrom, ...deciding })
  }
  return found
}

/** One calendar for a place, over all its assignments and their versions: line → area → site → always open. */
export function resolveCalendar(zone: string, chain: readonly Place[], versionsOf: VersionsOf): PlantCalendar {
  const stretches = inheritance(chain)
  const versions: CalendarVersion[] = []
  stretches.forEach(({ effectiveFrom, calendarId }, index) => {
    const until = stretches[index + 1]?.effectiveFrom ?? '9999-12-31'
    const own = calendarId ? (versionsOf.get(calendarId) ?? []) : []
    const inForce = own.findLast((version) => version.effectiveFrom <= effectiveFrom)
    const rules = inForce?.rules ?? null
    if (index > 0 || inForce) versions.push({ effectiveFrom, label: inForce?.label ?? '', rules })
    versions.push(...own.filter((v) => v.effectiveFrom > effectiveFrom && v.effectiveFrom < until))
  })
  return { zone, versions }
}
