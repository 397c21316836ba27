import type { EscalationAct } from '@/domain/escalation/step'
import type { Sql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { noOneWords } from '../notify/incident/no-one'
import type { CalledIncident } from './incident'
import type { Reach, Reached } from './reach'

/** One running call for help, as it is recorded. */
export interface Call {
  escalationId: string
  incident: CalledIncident
}

const LOG = `
INSERT INTO escalation_log (tenant_id, id, client_id, incident_id, escalation_id, at, kind, step, round, detail)
VALUES (:tenant, $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7, $8, $9::jsonb)`

/** The key is written before anything is sent: the same step never asks for the same person twice. */
const NOTIFY = `
INSERT INTO notification (tenant_id, id, client_id, incident_id, escalation_id, key, event, user_id, channel_id, why, status, not_before, created_at)
SELECT :tenant, x.id, $2::uuid, $3::uuid, $4::uuid, x.key, x.event, x."userId", x."channelId", x.why, 'queued', $5, $5
FROM json_to_recordset($1::json) AS x(id uuid, key text, event text, "userId" uuid, "channelId" uuid, why text)
ON CONFLICT (tenant_id, key) DO NOTHING`

const NOTE = `
INSERT INTO incident_note (tenant_id, id, client_id, incident_id, audience, author, body, created_at)
VALUES (:tenant, $1::uuid, $2::uuid, $3::uuid, 'internal', 'system', $4, $5)`

export interface LogLine {
  kind: string
  step: number | null
  round: number | null
  detail: object
}

/** Adds a line to the record. */
export async function logCall(sql: Sql, now: Date, { escalationId, incident }: Call, line: LogLine): Promise<void> {
  const { kind, step, round, detail } = line
  await sql(LOG, [
    newId(),
    incident.clientId,
    incident.id,
    escalationId,
    now,
    kind,
    step,
    round,
    JSON.stringify(detail),
  ])
}

export interface News {
  key: string
  event: 'trigger' | 'acknowledge' | 'resolve'
  userId: string | null
  channelId: string | null
  why: string
}

/** Queues what people and channels are to hear. */
export async function queueNews(
  sql: Sql,
  now: Date,
  { escalationId, incident }: Call,
  news: readonly News[],
): Promise<void> {
  if (news.length === 0) return
  const rows = news.map((each) => ({ id: newId(), ...each }))
  await sql(NOTIFY, [JSON.stringify(rows), incident.clientId, incident.id, escalationId, now])
}

function newsOf(escalationId: string, place: string, { people, channels }: Reached): News[] {
  const key = (target: string) => `escalation/${escalationId}/${place}/${target}`
  return [
    ...people.map(({ userId, why }) => ({ key: key(userId), event: 'trigger' as const, userId, channelId: null, why })),
    ...channels.map(({ channelId }) => ({
      key: key(channelId),
      event: 'trigger' as const,
      userId: null,
      channelId,
      why: 'call',
    })),
  ]
}

/** Writes what a turn did: the record, the note, and who is to be told. */
export async function recordActs(
  sql: Sql,
  now: Date,
  call: Call,
  { acts, reach, isDefault }: { acts: readonly EscalationAct[]; reach: Reach; isDefault: boolean },
): Promise<void> {
  const { incident, escalationId } = call
  for (const act of acts) {
    const { kind, ...detail } = act
    const place = 'step' in act ? { step: act.step, round: act.round } : { step: null, round: null }
    const reached = act.kind === 'called' ? reach.of(act.step) : act.kind === 'owners_told' ? reach.owners : null
    await logCall(sql, now, call, { kind, ...place, detail: reached ?? detail })
    if (reached)
      await queueNews(
        sql,
        now,
        call,
        newsOf(escalationId, `${place.round}/${place.step}${act.kind === 'owners_told' ? '/owners' : ''}`, reached),
      )
  }
  const words = noOneWords(incident.partnerLocale, acts, isDefault)
  if (words) await sql(NOTE, [newId(), incident.clientId, incident.id, words, now])
}
