import type { EscalationPlan, EscalationTarget } from '@/domain/escalation/schema'
import { onCallAt } from '@/domain/rotation/on-call'
import type { Rota } from '@/domain/rotation/schema'
import type { Sql } from '@/infra/db'
import { loadRotas } from '../rotation/load'

/** Somebody of the partner who may act on incidents of a client. */
export interface Responder {
  userId: string
  name: string
  isOnDuty: boolean
  isOwner: boolean
}

/** Why somebody is told: their mail says so. */
export type Why = 'duty' | 'call' | 'owner'

export interface Reached {
  people: { userId: string; name: string; why: Why }[]
  channels: { channelId: string; name: string }[]
}

/** The client's own people are never paged. */
const RESPONDERS = `
SELECT m.user_id AS "userId", m.name, m.on_duty_since IS NOT NULL AS "isOnDuty", m.role = 'partner_owner' AS "isOwner"
FROM membership m
WHERE m.tenant_id = :tenant AND m.role IN ('partner_owner', 'partner_operator', 'partner_approver') AND m.revoked_at IS NULL
  AND (m.expires_at IS NULL OR m.expires_at > $2) AND (m.all_clients OR m.client_ids @> ARRAY[$1::uuid])
ORDER BY m.user_id`

/** A channel of one client hears that client's incidents only. */
const CHANNELS = `
SELECT c.id AS "channelId", c.name FROM channel c
WHERE c.tenant_id = :tenant AND c.id = ANY($1::uuid[]) AND (c.client_id IS NULL OR c.client_id = $2::uuid)
  AND c.removed_at IS NULL AND NOT c.is_paused ORDER BY c.id`

export interface Reach {
  /** whom a step calls now; each once */
  of(step: number): Reached
  owners: Reached
}

/** Resolves every target of a plan at one instant, for one client. */
export async function loadReach(sql: Sql, plan: EscalationPlan, clientId: string, now: Date): Promise<Reach> {
  const responders = await sql<Responder>(RESPONDERS, [clientId, now])
  const targets = plan.steps.flatMap((step) => step.targets)
  const rotationIds = targets.flatMap((target) => (target.kind === 'rotation' ? [target.rotationId] : []))
  const channelIds = targets.flatMap((target) => (target.kind === 'channel' ? [target.channelId] : []))
  const rotas = rotationIds.length > 0 ? await loadRotas(sql, rotationIds, now) : new Map<string, Rota>()
  const channels = channelIds.length > 0 ? await sql<Reached['channels'][number]>(CHANNELS, [channelIds, clientId]) : []
  const answering = (target: EscalationTarget): { who: Responder[]; why: Why } => {
    if (target.kind === 'duty') return { who: responders.filter(({ isOnDuty }) => isOnDuty), why: 'duty' }
    if (target.kind === 'owners') return { who: responders.filter(({ isOwner }) => isOwner), why: 'call' }
    const rota = target.kind === 'rotation' ? rotas.get(target.rotationId) : null
    const id = target.kind === 'person' ? target.userId : rota && onCallAt(rota, now)
    return { who: responders.filter(({ userId }) => userId === id), why: 'call' }
  }
  return {
    of(index) {
      const wanted = plan.steps[index]?.targets ?? []
      const people = new Map<string, Reached['people'][number]>()
      for (const { who, why } of wanted.map(answering))
        for (const { userId, name } of who) if (!people.has(userId)) people.set(userId, { userId, name, why })
      const ids = wanted.flatMap((target) => (target.kind === 'channel' ? [target.channelId] : []))
      return { people: [...people.values()], channels: channels.filter(({ channelId }) => ids.includes(channelId)) }
    },
    owners: {
      people: responders
        .filter(({ isOwner }) => isOwner)
        .map(({ userId, name }) => ({ userId, name, why: 'owner' as const })),
      channels: [],
    },
  }
}
