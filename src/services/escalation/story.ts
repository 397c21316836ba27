import { z } from 'zod'
import { EscalationState } from '@/domain/escalation/step'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { readsInternal } from '../incident/store'

export interface CallLine {
  id: string
  at: Date
  kind: 'called' | 'no_one' | 'owners_told' | 'waits' | 'ended'
  /** from 0 */
  step: number | null
  round: number | null
  names: string[]
  because: string | null
}

export interface MessageLine {
  id: string
  to: string
  event: 'trigger' | 'acknowledge' | 'resolve'
  status: 'queued' | 'bundled' | 'sent' | 'suppressed' | 'failed'
  at: Date
  problem: string | null
}

export interface EscalationStory {
  /** null: the default */
  policyName: string | null
  nextAt: Date | null
  nextStep: number | null
  round: number
  lines: CallLine[]
  messages: MessageLine[]
}

const LATEST = `
SELECT e.policy_name AS "policyName", e.next_at AS "nextAt", e.state FROM escalation e
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.incident_id = $1::uuid ORDER BY e.started_at DESC, e.id DESC LIMIT 1`
const LINES = `
SELECT l.id, l.at, l.kind, l.step, l.round, l.detail->>'because' AS because,
  ARRAY(SELECT x->>'name' FROM jsonb_array_elements(coalesce(l.detail->'people', '[]') || coalesce(l.detail->'channels', '[]')) x) AS names
FROM escalation_log l WHERE l.tenant_id = :tenant AND l.client_id = ANY(:clients) AND l.incident_id = $1::uuid ORDER BY l.at DESC, l.id DESC LIMIT 100`
const MESSAGES = `
SELECT n.id, coalesce(m.name, c.name, '–') AS "to", n.event, n.status, coalesce(n.settled_at, n.created_at) AS at, n.problem
FROM notification n
LEFT JOIN membership m ON m.tenant_id = n.tenant_id AND m.user_id = n.user_id
LEFT JOIN channel c ON c.tenant_id = n.tenant_id AND c.id = n.channel_id
WHERE n.tenant_id = :tenant AND n.client_id = ANY(:clients) AND n.incident_id = $1::uuid ORDER BY n.created_at DESC, n.id DESC LIMIT 100`

/** Who was called about an incident, why, and what reached them; null for people of the client. */
export const readEscalation = query(
  { action: 'escalation.ofIncident', can: 'incident.read', input: z.strictObject({ incidentId: zId }) },
  async ({ sql, actor }, { incidentId }): Promise<EscalationStory | null> => {
    if (!readsInternal(actor)) return null
    const [latest] = await sql<{ policyName: string | null; nextAt: Date | null; state: unknown }>(LATEST, [incidentId])
    if (!latest) return null
    const { next, round } = EscalationState.parse(latest.state)
    return {
      policyName: latest.policyName,
      nextAt: latest.nextAt,
      nextStep: latest.nextAt ? next : null,
      round,
      lines: await sql<CallLine>(LINES, [incidentId]),
      messages: await sql<MessageLine>(MESSAGES, [incidentId]),
    }
  },
)
