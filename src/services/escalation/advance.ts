import { afterOpenMs } from '@/domain/calendar/elapsed'
import { alwaysOpen } from '@/domain/calendar/schema'
import { EscalationPlan, type EscalationStep } from '@/domain/escalation/schema'
import { type EscalationInput, EscalationState, step } from '@/domain/escalation/step'
import type { Sql } from '@/infra/db'
import { loadWorkflowCalendars } from '../calendar/load'
import type { CalledIncident } from './incident'
import { loadReach, type Reach } from './reach'
import { recordActs } from './record'
import { pass } from './stage'

const MINUTE_MS = 60_000

/** A running escalation, held by this transaction. */
export interface HeldEscalation {
  id: string
  incidentId: string
  policyId: string | null
  plan: unknown
  state: unknown
}

/** The minutes of a step on the clock it asks for; in plant hours it never lands on a closed plant. */
async function clockOf(
  sql: Sql,
  plan: EscalationPlan,
  { workflowId }: CalledIncident,
): Promise<EscalationInput['after']> {
  const needsPlant = plan.steps.some(({ isPlantHours }) => isPlantHours)
  const calendars = needsPlant ? await loadWorkflowCalendars(sql, [workflowId]) : null
  const calendar = calendars?.get(workflowId) ?? alwaysOpen('UTC')
  return (from: Date, { delayMin, isPlantHours }: EscalationStep) => {
    if (!isPlantHours) return new Date(from.getTime() + delayMin * MINUTE_MS)
    const opens = afterOpenMs(calendar, from, delayMin * MINUTE_MS + 1)
    return opens && new Date(opens.getTime() - 1)
  }
}

/** Everything a turn decides from. */
export async function inputOf(
  sql: Sql,
  plan: EscalationPlan,
  incident: CalledIncident,
  now: Date,
): Promise<{ input: EscalationInput; reach: Reach }> {
  const reach = await loadReach(sql, plan, incident.clientId, now)
  const isEmpty = plan.steps.map((_, index) => {
    const { people, channels } = reach.of(index)
    return people.length + channels.length === 0
  })
  return { input: { plan, incident, isEmpty, after: await clockOf(sql, plan, incident) }, reach }
}

const WRITE = `
UPDATE escalation e SET state = $2::jsonb, next_at = $3, ended_at = $4, ended_because = $5, version = e.version + 1
WHERE e.tenant_id = :tenant AND e.id = $1::uuid AND e.ended_at IS NULL`

/** One turn of an escalation: decides, then writes everything it does in this transaction. */
export async function advance(sql: Sql, now: Date, held: HeldEscalation, incident: CalledIncident): Promise<void> {
  const plan = EscalationPlan.parse(held.plan)
  const { input, reach } = await inputOf(sql, plan, incident, now)
  const { state, acts } = step(EscalationState.parse(held.state), input, now)
  if (acts.length === 0) return
  pass('escalation: before its rows')
  await recordActs(sql, now, { escalationId: held.id, incident }, { acts, reach, isDefault: held.policyId === null })
  const end = acts.find((act) => act.kind === 'ended')
  await sql(WRITE, [held.id, JSON.stringify(state), state.nextAt, end ? now : null, end?.because ?? null])
  pass('escalation: after its rows')
}
