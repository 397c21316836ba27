import { type HealthState, isAbnormal } from '@/services/health/state'

/** What the first sentence of the board is made of; the catalogue holds its words. */
export type Headline =
  | { kind: 'needsYou'; client: string; why: string; number: number; more: number; taken: number; loose: number }
  | { kind: 'abnormal'; client: string; workflow: string; workflowId: string; more: number; taken: number }
  | { kind: 'handled'; client: string; why: string; number: number; by: string; more: number }
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
  /** unresolved */
  incidents: readonly unknown[]
}

/**
 * Who needs a person, and why. Incidents come ordered by impact; one that nobody has taken goes first. Then a workflow that is
 * late or down without an incident: nobody has that either. Only then what somebody is on, and only then is the board calm.
 */
export function headlineOf(incidents: readonly HeadlineIncident[], rows: readonly HeadlineRow[]): Headline {
  const open = incidents.filter(({ status }) => status === 'open')
  const taken = incidents.length - open.length
  const loose = rows.filter((row) => isAbnormal(row.health.state) && row.incidents.length === 0)
  const wordsOf = (incident: HeadlineIncident) => ({
    client: incident.clientName,
    why: incident.impactNote ?? incident.title,
    number: incident.number,
  })
  const [first] = open
  if (first) return { kind: 'needsYou', ...wordsOf(first), more: open.length - 1, taken, loose: loose.length }
  const worst = loose.find(({ health }) => health.state === 'down') ?? loose[0]
  if (worst) {
    const names = { client: worst.client.name, workflow: worst.name, workflowId: worst.id }
    return { kind: 'abnormal', ...names, more: loose.length - 1, taken }
  }
  const [handled] = incidents
  if (handled) return { kind: 'handled', ...wordsOf(handled), by: handled.acknowledgedBy ?? '', more: taken - 1 }
  if (rows.length === 0) return { kind: 'empty' }
  const watched = rows.filter(({ rules }) => rules.length > 0).length
  return { kind: 'calm', watched, unwatched: rows.length - watched }
}
