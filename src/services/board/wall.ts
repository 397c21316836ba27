import { HEALTH_STATES, type Health, isAbnormal } from '@/services/health/state'
import type { BoardClient } from './clients'

/** A client on the wall: its worst workflow speaks for it. */
export interface WallLine {
  client: BoardClient
  health: Health | null
  /** what it costs the plant, of its costliest incident */
  cost: string | null
  takenBy: string | null
}

interface WallSource {
  client: BoardClient
  rows: readonly { health: Health }[]
}

interface WallIncident {
  clientId: string
  title: string
  impactNote: string | null
  acknowledgedBy: string | null
}

const rank = (line: WallLine) => (line.health ? HEALTH_STATES.indexOf(line.health.state) : HEALTH_STATES.length)

/** One line a client, the worst first; incidents come ordered by impact. */
export function wallLines(groups: readonly WallSource[], incidents: readonly WallIncident[]): WallLine[] {
  const clients = new Map(groups.map(({ client }) => [client.id, client]))
  const lines = [...clients.values()].map((client): WallLine => {
    const rows = groups.filter((group) => group.client.id === client.id).flatMap((group) => group.rows)
    const state = HEALTH_STATES.find((each) => each !== 'unknown' && rows.some(({ health }) => health.state === each))
    const health = rows.find((row) => row.health.state === state)?.health ?? null
    const incident = incidents.find(({ clientId }) => clientId === client.id)
    return {
      client,
      health,
      cost: incident ? (incident.impactNote ?? incident.title) : null,
      takenBy: incident?.acknowledgedBy ?? null,
    }
  })
  return lines.sort((a, b) => rank(a) - rank(b))
}

/** What fits: every abnormal line stays, calm ones take turns in the places that are left. `turn` counts up with time. */
export function wallPage(lines: readonly WallLine[], places: number, turn: number): WallLine[] {
  const abnormal = lines.filter(({ health }) => health && isAbnormal(health.state)).slice(0, places)
  const calm = lines.filter((line) => !abnormal.includes(line) && !(line.health && isAbnormal(line.health.state)))
  const free = places - abnormal.length
  const pages = Math.max(1, Math.ceil(calm.length / Math.max(1, free)))
  return [...abnormal, ...calm.slice((turn % pages) * free, (turn % pages) * free + free)]
}
