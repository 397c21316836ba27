import { AppError } from '@/lib/errors'
import { fill, mailLocale, mailWords, plantTime } from '~/emails/_components/words'
import type { ChannelMessage, ChannelOutcome } from '../channel/port'
import { sendThroughChannel } from '../channel/send'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { loadStory } from '../notify/incident-facts'

const AT_ONCE = 50
const LEASE_S = 60
const RETRY_MS = 30_000

interface Claimed {
  id: string
  key: string
  event: 'trigger' | 'acknowledge' | 'resolve'
  channelId: string
  incidentId: string
  by: string | null
}

const CLAIM = `
UPDATE notification n SET not_before = $1::timestamptz + interval '${LEASE_S} seconds', attempts = n.attempts + 1
FROM incident i
WHERE n.tenant_id = :tenant AND i.tenant_id = n.tenant_id AND i.id = n.incident_id AND n.id IN (
  SELECT q.id FROM notification q WHERE q.tenant_id = :tenant AND q.status = 'queued' AND q.channel_id IS NOT NULL AND q.not_before <= $1
  ORDER BY q.not_before, q.id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
RETURNING n.id, n.key, n.event, n.channel_id AS "channelId", n.incident_id AS "incidentId", i.acknowledged_by AS by`

const SETTLE = `
UPDATE notification n SET status = $2, settled_at = $3, problem = $4 WHERE n.tenant_id = :tenant AND n.id = $1::uuid AND n.status = 'queued'`
const LATER = `
UPDATE notification n SET not_before = $2, problem = $3 WHERE n.tenant_id = :tenant AND n.id = $1::uuid AND n.status = 'queued'`

async function messageOf(caller: Caller, { key, event, incidentId, by }: Claimed): Promise<ChannelMessage> {
  const story = await sealed(caller.scope, (sql) => loadStory(sql, incidentId))
  const { facts, title } = story
  const locale = mailLocale(story.partnerLocale)
  const words = mailWords(locale).incident
  const at = event === 'resolve' && story.resolvedAt ? story.resolvedAt : facts.openedAt
  const zone = facts.site?.zone ?? 'UTC'
  const heading = {
    trigger: title,
    acknowledge: fill(words.takenBy, { name: by ?? '', title }),
    resolve: fill(words.resolvedTitle, { title }),
  }
  return {
    key,
    event,
    dedupKey: incidentId,
    brand: facts.brand.name,
    locale,
    severity: facts.workflow.tier === 1 ? 'critical' : facts.workflow.tier === 2 ? 'error' : 'warning',
    title: heading[event],
    lines: [facts.impactNote ?? words.impactUnknown],
    facts: [
      { label: words.what, value: facts.workflow.name },
      { label: words.where, value: [facts.client, facts.site?.name].filter(Boolean).join(', ') },
      { label: words.since, value: plantTime(facts.openedAt, zone, locale) },
    ],
    url: facts.url,
    actions: [],
    at,
    source: facts.workflow.name,
    clientName: facts.client,
  }
}

async function send(caller: Caller, claimed: Claimed): Promise<ChannelOutcome> {
  try {
    return await sendThroughChannel(caller, claimed.channelId, await messageOf(caller, claimed))
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return { outcome: 'refused', detail: error.message }
    throw error
  }
}

async function tell(caller: Caller, claimed: Claimed): Promise<void> {
  const { outcome, detail, retryAfterMs } = await send(caller, claimed)
  await sealed(caller.scope, (sql, now) =>
    outcome === 'retry'
      ? sql(LATER, [claimed.id, new Date(now.getTime() + (retryAfterMs ?? RETRY_MS)), detail])
      : sql(SETTLE, [claimed.id, outcome === 'sent' ? 'sent' : 'failed', now, outcome === 'sent' ? null : detail]),
  )
}

/** Says through channels what is due; each holds its own pace, and repeats are told by their key. */
export async function tellChannels(caller: Caller): Promise<void> {
  const claimed = await sealed(caller.scope, (sql, now) => sql<Claimed>(CLAIM, [now]))
  await Promise.all(claimed.map((each) => tell(caller, each)))
}
