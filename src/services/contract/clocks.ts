import { afterOpenMs, openMs } from '@/domain/calendar/elapsed'
import type { PlantCalendar } from '@/domain/calendar/schema'
import {
  ALL_TIME,
  type BusinessTime,
  CLOCK_KINDS,
  type Clock,
  type ClockEvent,
  type ClockKind,
  clockOf,
} from '@/domain/contract/clock'
import { type Contract, inForce } from '@/domain/contract/effective'
import { type ClockTerms, PAUSE_REASONS, type PauseReason } from '@/domain/contract/schema'
import type { Sql } from '@/infra/db'
import { loadWorkflowCalendars } from '../calendar/load'
import { RECORDED, type RecordedTimes, strictTimes } from '../incident/recorded'
import { loadContracts } from './load'

/** An incident's clocks under the version in force on the day it opened; null = nothing is promised for it. */
export interface IncidentClocks {
  contract: { id: string; name: string; version: number }
  time: 'plant' | 'always'
  /** response, update, resolve, as far as they are promised */
  clocks: Clock[]
  /** reasons the contract accepts */
  reasons: PauseReason[]
  /** the pause that holds now; null = they run */
  paused: { at: Date; reason: PauseReason; author: string; note: string | null } | null
}

interface Row extends RecordedTimes {
  id: string
  clientId: string
  workflowId: string
  tier: number
  openedAt: Date
  acknowledgedAt: Date | null
  resolvedAt: Date | null
  words: string[] | null
  pauses: { at: string; reason: PauseReason | null; author: string; note: string | null }[] | null
}

const EVENTS = `
SELECT i.id, i.client_id AS "clientId", i.workflow_id AS "workflowId", w.tier, i.opened_at AS "openedAt",
  i.acknowledged_at AS "acknowledgedAt", i.resolved_at AS "resolvedAt",
  (SELECT json_agg(n.created_at) FROM incident_note n
   WHERE n.tenant_id = i.tenant_id AND n.incident_id = i.id AND n.audience = 'client') AS words,
  ${RECORDED},
  (SELECT json_agg(json_build_object('at', p.at, 'reason', p.reason, 'author', p.author, 'note', p.note) ORDER BY p.at, p.id)
   FROM incident_pause p WHERE p.tenant_id = i.tenant_id AND p.incident_id = i.id) AS pauses
FROM incident i JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = ANY($1::uuid[])`

function eventsOf(row: Row): ClockEvent[] {
  const { words, pauses } = row
  const { openedAt, acknowledgedAt, resolvedAt } = strictTimes(row)
  const moves = (pauses ?? []).map(({ at, reason }): ClockEvent => {
    return reason ? { kind: 'paused', at: new Date(at), reason } : { kind: 'resumed', at: new Date(at) }
  })
  return [
    { kind: 'opened', at: openedAt },
    ...(acknowledgedAt ? [{ kind: 'acknowledged' as const, at: acknowledgedAt }] : []),
    ...(words ?? []).map((at) => ({ kind: 'client_note' as const, at: new Date(at) })),
    ...moves,
    ...(resolvedAt ? [{ kind: 'resolved' as const, at: resolvedAt }] : []),
  ]
}

/** The plant's clock, as clocks of a contract read it. */
function businessTimeOf(calendar: PlantCalendar | undefined, time: 'plant' | 'always'): BusinessTime {
  if (time === 'always' || !calendar) return ALL_TIME
  return {
    elapsedMs: (from, to) => openMs(calendar, from, to),
    after: (from, ms) => afterOpenMs(calendar, from, ms),
  }
}

const LIMIT: Record<ClockKind, keyof Omit<ClockTerms, 'tier'>> = {
  response: 'responseS',
  update: 'updateS',
  resolve: 'resolveS',
}

interface Around {
  contracts: readonly Contract[]
  calendar: PlantCalendar | undefined
  now: Date
}

/** The pause that holds: the last move, when it is one. */
function pausedNow({ pauses, resolvedAt }: Row): IncidentClocks['paused'] {
  const last = pauses?.at(-1)
  if (!last?.reason || resolvedAt) return null
  return { at: new Date(last.at), reason: last.reason, author: last.author, note: last.note }
}

function clocksOf(row: Row, { contracts, calendar, now }: Around): IncidentClocks | null {
  const held = inForce(contracts, row.openedAt)
  const terms = held?.version.terms
  const limits = terms?.clocks.tiers.find(({ tier }) => tier === row.tier)
  if (!held || !terms || !limits) return null
  const { time, atRiskPct } = terms.clocks
  const business = businessTimeOf(calendar, time)
  const events = eventsOf(row)
  const clocks = CLOCK_KINDS.flatMap((kind) => {
    const limitS = limits[LIMIT[kind]]
    if (limitS === null) return []
    const rule = { kind, limitMs: limitS * 1000, atRiskPct, pauseReasons: terms.pauses.reasons }
    return [clockOf(rule, events, { business, now })]
  })
  const { contract, version } = held
  return {
    contract: { id: contract.id, name: contract.name, version: version.number },
    time,
    clocks,
    reasons: PAUSE_REASONS.filter((reason) => terms.pauses.reasons.includes(reason)),
    paused: pausedNow(row),
  }
}

/** Clocks of incidents inside the scope, recomputed from what happened; three or four statements for all of them. */
export async function loadClocks(
  sql: Sql,
  incidentIds: readonly string[],
  now: Date,
): Promise<Map<string, IncidentClocks>> {
  if (incidentIds.length === 0) return new Map()
  const rows = await sql<Row>(EVENTS, [incidentIds])
  const contracts = await loadContracts(sql, [...new Set(rows.map(({ clientId }) => clientId))])
  const promised = rows.filter(({ clientId }) => contracts.has(clientId))
  if (promised.length === 0) return new Map()
  const calendars = await loadWorkflowCalendars(sql, [...new Set(promised.map(({ workflowId }) => workflowId))])
  return new Map(
    promised.flatMap((row) => {
      const around = { contracts: contracts.get(row.clientId) ?? [], calendar: calendars.get(row.workflowId), now }
      const clocks = clocksOf(row, around)
      return clocks ? [[row.id, clocks] as const] : []
    }),
  )
}

/** What a list says of an incident's clocks; null = nothing that breaks the calm. */
export interface ClockMark {
  kind: ClockKind
  state: 'at_risk' | 'breached'
}

/** The worst of the clocks: breached before at risk, in the order response, update, resolve. */
export function markOf(promised: IncidentClocks | undefined): ClockMark | null {
  for (const state of ['breached', 'at_risk'] as const) {
    const worst = promised?.clocks.find((clock) => clock.state === state)
    if (worst) return { kind: worst.kind, state }
  }
  return null
}
