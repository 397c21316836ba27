import { type HealthState, isAbnormal } from '@/services/health/state'

/** What the first sentence of the board is made of; the catalogue holds its words. */
export type Headline =
  | { kind: 'needsYou'; client: string; why: string; number: number; more: number; taken: number }
  | { kind: 'handled'; client: string; why: string; number: number; by: string; more: number }
  | { kind: 'abnormal'; client: string; workflow: string; workflowId: string; more: number }
  | { kind: 'calm'; watched: number; unwatched: number }
  | { kind: 'empty' }

export interface HeadlineIncident {
  number: number
  clientName: string
  title: string
  impactNote: string | null
  status: 'open' | 'acknowledged' | 'resolved'
  acknowledgedBy: string | null
}

export interface HeadlineRow {
  id: string
  name: string
  client: { name: string }
  health: { state: HealthState }
  rules: readonly unknown[]
}

/**
 * Who needs a person, and why. Incidents come ordered by impact; one that nobody has taken goes before one that somebody has.
 * Without an incident, a workflow that is late or down is named; only then the board is calm.
 */
export function headlineOf(incidents: readonly HeadlineIncident[], rows: readonly HeadlineRow[]): Headline {
  const open = incidents.filter(({ status }) => status === 'open')
  const first = open[0] ?? incidents[0]
  if (first) {
    const words = { client: first.clientName, why: first.impactNote ?? first.title, number: first.number }
    const isTaken = first.status !== 'open'
    if (isTaken) return { kind: 'handled', ...words, by: first.acknowledgedBy ?? '', more: incidents.length - 1 }
    return { kind: 'needsYou', ...words, more: open.length - 1, taken: incidents.length - open.length }
  }
  const abnormal = rows.filter(({ health }) => isAbnormal(health.state))
  const worst = abnormal.find(({ health }) => health.state === 'down') ?? abnormal[0]
  if (worst)
    return {
      kind: 'abnormal',
      client: worst.client.name,
      workflow: worst.name,
      workflowId: worst.id,
      more: abnormal.length - 1,
    }
  if (rows.length === 0) return { kind: 'empty' }
  const watched = rows.filter(({ rules }) => rules.length > 0).length
  return { kind: 'calm', watched, unwatched: rows.length - watched }
}
