import type { IncidentDecision } from '@/domain/incident/open'
import { type IncidentState, occurrence, recover } from '@/domain/incident/transition'
import { newId } from '@/lib/ids'

/** A decision with what the row also keeps. */
export interface Occurrence extends Omit<IncidentDecision, 'title'> {
  title: string
  clientId: string
  siteId: string | null
  workflowId: string
  impactNote: string | null
  /** told to nobody if it heals within so many seconds */
  quietS: number
}

/** An unresolved incident as loaded under its lock. */
export interface OpenIncident {
  id: string
  causeKey: string
  version: number
  state: IncidentState
}

/** One row of `incident` to write. */
export interface IncidentEntry extends OpenIncident {
  /** null for one that existed: its description stays */
  first: Occurrence | null
  hasChanged: boolean
}

/** How an incident ends when nobody had to do anything. */
const RECOVERED = 'recovered'

function opened(what: Occurrence): IncidentEntry {
  const { causeKey, openedAt } = what
  const state: IncidentState = {
    status: 'open',
    occurrences: 1,
    openedAt,
    lastAt: openedAt,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    resolution: null,
  }
  return { id: newId(), causeKey, version: 1, state, first: what, hasChanged: true }
}

/**
 * Folds what happened into incidents, in order: one unresolved incident per cause, counted up while it lasts, ended by
 * recovery. Writes nothing; `applyVerdict` stores the entries.
 */
export function incidentLedger(known: readonly OpenIncident[]) {
  const entries: IncidentEntry[] = known.map((incident) => ({ ...incident, first: null, hasChanged: false }))
  const unresolved = new Map(entries.map((entry) => [entry.causeKey, entry]))
  return {
    /** Opens an incident, or counts one more occurrence of the open one. Returns its id. */
    occurred(what: Occurrence): string {
      const open = unresolved.get(what.causeKey)
      const again = open && occurrence(open.state, what.openedAt).move
      if (open && again) {
        Object.assign(open, { state: again.state, hasChanged: true })
        return open.id
      }
      const entry = opened(what)
      unresolved.set(what.causeKey, entry)
      entries.push(entry)
      return entry.id
    },
    /** Ends the open incident of the cause; good news from before the last bad news ends nothing. */
    recovered(causeKey: string, at: Date): void {
      const open = unresolved.get(causeKey)
      if (!open || at < open.state.lastAt) return
      const ended = recover(open.state, at, RECOVERED).move
      if (!ended) return
      Object.assign(open, { state: ended.state, hasChanged: true })
      unresolved.delete(causeKey)
    },
    /** The last bad news of the cause's open incident, or null. */
    lastAt: (causeKey: string): Date | null => unresolved.get(causeKey)?.state.lastAt ?? null,
    /** What has to be written. */
    changed: (): IncidentEntry[] => entries.filter((entry) => entry.hasChanged),
  }
}

export type IncidentLedger = ReturnType<typeof incidentLedger>
