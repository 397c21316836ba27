import type { Audience } from '@/domain/incident/schema'
import type { TimeField } from '@/domain/incident/times'
import type { Sql } from '@/infra/db'

/** What a person or the clock did, as the trail tells it. */
export const ACTS = ['assign', 'snooze', 'wake', 'snoozeOver', 'merge', 'unmerge'] as const
export type Act = (typeof ACTS)[number]

/** One line of the story. `at` is when it happened. */
export type TimelineEntry =
  | { kind: 'opened'; at: Date; detectedAt: Date }
  | { kind: 'transition'; at: Date; from: string; to: string; reason: string; isDetectedLate: boolean }
  | { kind: 'note'; at: Date; id: string; audience: Audience; author: string; body: string }
  | { kind: 'acknowledged'; at: Date; by: string }
  | { kind: 'resolved'; at: Date; by: string }
  | { kind: 'joined'; at: Date; number: number; title: string; isMerged: boolean }
  | {
      kind: 'edited'
      at: Date
      id: string
      field: TimeField
      before: Date | null
      after: Date | null
      by: string
      reason: string | null
    }
  | { kind: 'act'; at: Date; id: string; act: Act; by: string; to: string | null; reason: string | null }

const NOTES = `
SELECT 'note' AS kind, n.created_at AS at, n.id, n.audience, n.author, n.body
FROM incident_note n
WHERE n.tenant_id = :tenant AND n.client_id = ANY(:clients) AND n.incident_id = $1 AND (n.audience = 'client' OR $2)
ORDER BY n.created_at, n.id`

/** How the expectation moved, from the incident's beginning to its end. */
const MOVES = `
SELECT 'transition' AS kind, t.at, t.from_state AS "from", t.to_state AS "to", t.cause->>'reason' AS reason,
  coalesce((t.cause->>'detectedLate')::boolean, false) AS "isDetectedLate"
FROM transition t
WHERE t.tenant_id = :tenant AND t.client_id = ANY(:clients) AND t.subject_id = $1 AND t.at BETWEEN $2 AND $3
ORDER BY t.at, t.seq`

/** A corrected time is no secret; the reason is the team's words. */
const EDITS = `
SELECT 'edited' AS kind, e.at, e.id, e.field, e.before_at AS before, e.after_at AS after, e.author AS by, CASE WHEN $2 THEN e.reason END AS reason
FROM incident_edit e WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.incident_id = $1 ORDER BY e.at, e.id`

const JOINED = `
SELECT 'joined' AS kind, m.opened_at AS at, m.number, m.title, m.merged_into_id IS NOT NULL AS "isMerged" FROM incident m
WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND (m.parent_id = $1 OR m.merged_into_id = $1) ORDER BY m.opened_at LIMIT 200`

const TRAIL = `
SELECT 'act' AS kind, a.at, a.seq::text AS id, substring(a.action FROM 10) AS act, a.actor_name AS by, a.reason,
  coalesce(a.after->>'assignee', a.after->>'snoozedUntil', a.after->>'mergedInto', a.before->>'mergedInto') AS "to"
FROM audit_entry a
WHERE a.tenant_id = :tenant AND a.client_id = ANY(:clients) AND a.subject_kind = 'incident' AND a.subject_id = $1::uuid::text
  AND a.at >= $2 AND a.action = ANY($3::text[])
ORDER BY a.seq LIMIT 200`

export interface StoryOf {
  id: string
  expectationId: string | null
  openedAt: Date
  detectedAt: Date
  resolvedAt: Date | null
}

/** What others wrote and did: notes and acts by who may read them. Five statements at most. */
export async function loadStory(
  sql: Sql,
  incident: StoryOf,
  { now, isInternal }: { now: Date; isInternal: boolean },
): Promise<TimelineEntry[]> {
  const { id, expectationId, openedAt, detectedAt } = incident
  const notes = await sql<TimelineEntry>(NOTES, [id, isInternal])
  const span = [openedAt, incident.resolvedAt ?? now]
  const moves = expectationId ? await sql<TimelineEntry>(MOVES, [expectationId, ...span]) : []
  const edits = await sql<TimelineEntry>(EDITS, [id, isInternal])
  const joined = await sql<TimelineEntry>(JOINED, [id])
  const since = new Date(Math.min(openedAt.getTime(), detectedAt.getTime()))
  const actions = ACTS.map((act) => `incident.${act}`)
  const acts = isInternal ? await sql<TimelineEntry>(TRAIL, [id, since, actions]) : []
  return [...notes, ...moves, ...edits, ...joined, ...acts]
}
