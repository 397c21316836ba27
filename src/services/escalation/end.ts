import type { EndReason } from '@/domain/escalation/step'
import type { Sql } from '@/infra/db'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { tellPeople } from '../page/tell'
import { type CalledIncident, holdCalled } from './incident'
import { logCall, type News, queueNews } from './record'

const END = `
UPDATE escalation e SET ended_at = $2, ended_because = $3, next_at = NULL, version = e.version + 1
WHERE e.tenant_id = :tenant AND e.incident_id = $1::uuid AND e.ended_at IS NULL RETURNING e.id`

/** What nobody needs to hear any more. What is in a message already is on its way. */
const SUPPRESS = `
UPDATE notification n SET status = 'suppressed', settled_at = $2, problem = $3
WHERE n.tenant_id = :tenant AND n.incident_id = $1::uuid AND n.status = 'queued' AND n.event = 'trigger'`

/** Those who heard of the beginning, or will: a message on its way cannot be taken back. */
const TOLD = `
SELECT DISTINCT ON (n.user_id, n.channel_id) n.user_id AS "userId", n.channel_id AS "channelId", n.escalation_id AS "escalationId"
FROM notification n
WHERE n.tenant_id = :tenant AND n.incident_id = $1::uuid AND n.event = 'trigger' AND n.status IN ('sent', 'bundled')
ORDER BY n.user_id, n.channel_id, n.created_at DESC`

/** Ends what runs for an incident, in the transaction of whoever ended it; channels that were told hear who has it. */
export async function endEscalation(
  { sql, now }: { sql: Sql; now: Date },
  incidentId: string,
  because: Exclude<EndReason, 'exhausted'>,
): Promise<void> {
  const ended = await sql<{ id: string }>(END, [incidentId, now, because])
  await sql(SUPPRESS, [incidentId, now, because])
  const incident = await holdCalled(sql, incidentId)
  if (!incident) return
  for (const { id } of ended)
    await logCall(
      sql,
      now,
      { escalationId: id, incident },
      { kind: 'ended', step: null, round: null, detail: { because } },
    )
  if (because === 'acknowledged') await tellChannels({ sql, now }, incident, 'acknowledge')
}

async function told(sql: Sql, incidentId: string) {
  return sql<{ userId: string | null; channelId: string | null; escalationId: string | null }>(TOLD, [incidentId])
}

async function tellChannels(
  { sql, now }: { sql: Sql; now: Date },
  incident: CalledIncident,
  event: 'acknowledge',
): Promise<void> {
  for (const { channelId, escalationId } of await told(sql, incident.id)) {
    if (!channelId || !escalationId) continue
    const news: News = { key: `${event}/${escalationId}/${channelId}`, event, userId: null, channelId, why: 'told' }
    await queueNews(sql, now, { escalationId, incident }, [news])
  }
}

/** An incident is over: what runs for it ends, and everybody who heard of the beginning hears of the end, once. */
export async function settleResolved(caller: Caller, { incidentId }: { incidentId: string }): Promise<void> {
  await sealed(caller.scope, async (sql, now) => {
    const incident = await holdCalled(sql, incidentId)
    if (incident?.status !== 'resolved') return
    await endEscalation({ sql, now }, incidentId, 'resolved')
    for (const { userId, channelId, escalationId } of await told(sql, incidentId)) {
      if (!escalationId) continue
      const key = `resolve/${escalationId}/${userId ?? channelId}`
      await queueNews(sql, now, { escalationId, incident }, [{ key, event: 'resolve', userId, channelId, why: 'told' }])
    }
  })
  await tellPeople(caller)
}
