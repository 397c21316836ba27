import type { Span } from '@/lib/span'
import { localDay } from '../calendar/day'
import { afterOpenMs, openMs } from '../calendar/elapsed'
import type { PlantCalendar } from '../calendar/schema'
import { ALL_TIME, type BusinessTime, CLOCK_KINDS, type Clock, type ClockKind, clockOf } from '../contract/clock'
import type { ContractTerms, ContractVersion } from '../contract/schema'
import { versionOn } from '../contract/segment'
import type { IncidentFacts } from './facts'
import type { ClockFigures, IncidentFigures } from './figures'

interface Setting {
  versions: readonly ContractVersion[]
  zone: string
  month: Span
}

const LIMITS = { response: 'responseS', update: 'updateS', resolve: 'resolveS' } as const

function businessOf({ clocks }: ContractTerms, calendar: PlantCalendar | null): BusinessTime {
  if (clocks.time === 'always' || !calendar) return ALL_TIME
  return {
    elapsedMs: (from, to) => openMs(calendar, from, to),
    after: (from, ms) => afterOpenMs(calendar, from, ms),
  }
}

function told({ state, elapsedMs, limitMs, missedBefore }: Clock): ClockFigures {
  return { elapsedMs, limitMs, isBreached: state === 'breached' || missedBefore > 0 }
}

/** Clocks by the version in force on the local day of the opening, read at the month's end at the latest. */
function clocksOf(incident: IncidentFacts, { versions, zone, month }: Setting): Record<ClockKind, ClockFigures | null> {
  const terms = versionOn(versions, localDay(zone, incident.openedAt))?.terms
  const tier = terms?.clocks.tiers.find((each) => each.tier === incident.tier)
  const clocks: Record<ClockKind, ClockFigures | null> = { response: null, update: null, resolve: null }
  for (const kind of CLOCK_KINDS) {
    const limitS = tier?.[LIMITS[kind]] ?? null
    if (!terms || limitS === null) continue
    const pauseReasons = terms.pauses.reasons
    const rule = { kind, limitMs: limitS * 1000, atRiskPct: terms.clocks.atRiskPct, pauseReasons }
    const business = businessOf(terms, incident.calendar)
    clocks[kind] = told(clockOf(rule, incident.events, { business, now: month.to }))
  }
  return clocks
}

/** Incidents that opened in the month, in that order. What happened after its end is not known to it. */
export function incidentFigures(incidents: readonly IncidentFacts[], setting: Setting): IncidentFigures[] {
  const { month } = setting
  return incidents
    .filter(({ openedAt }) => month.from <= openedAt && openedAt < month.to)
    .toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime() || a.number - b.number)
    .map((incident) => {
      const { id, number, workflowId, expectationId, kind, occurrences } = incident
      const resolvedAt = incident.resolvedAt && incident.resolvedAt < month.to ? incident.resolvedAt : null
      return {
        ...{ id, number, workflowId, expectationId, kind, occurrences },
        openedAt: incident.openedAt.toISOString(),
        resolvedAt: resolvedAt?.toISOString() ?? null,
        ...clocksOf(incident, setting),
      }
    })
}
