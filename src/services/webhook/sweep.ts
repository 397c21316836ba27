import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Caller } from '../context'
import { serveEndpoint } from './serve'

/** A worker that dies gives its endpoints back after this long. */
const CLAIM_S = 120
/** Endpoints served at once: those that answer, and apart from them those that failed lately, so that none waits for a sick one. */
const SLOTS = { well: 96, sick: 24 } as const
type Lane = keyof typeof SLOTS

const CLAIM = `
UPDATE webhook_endpoint SET claimed_until = now() + make_interval(secs => $1)
WHERE (tenant_id, id) IN (
  SELECT tenant_id, id FROM webhook_endpoint
  WHERE status = 'active' AND removed_at IS NULL AND due_at <= now() AND (quiet_until IS NULL OR quiet_until <= now())
    AND (claimed_until IS NULL OR claimed_until < now()) AND (failures > 0) = $2
  ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
RETURNING tenant_id, id`

/** Serves due endpoints, each in its own slot. */
export interface WebhookPump {
  /** Begins what is due and returns without waiting for it. */
  sweep(): Promise<void>
  /** Waits for what has begun. */
  idle(): Promise<void>
}

/** Any number of workers may have one: an endpoint is claimed by one of them at a time. */
export function webhookPump(callerOf: (tenantId: string) => Caller): WebhookPump {
  const busy: Record<Lane, Set<Promise<void>>> = { well: new Set(), sick: new Set() }

  const begin = (lane: Lane, tenantId: string, endpointId: string) => {
    const turn: Promise<void> = serveEndpoint(callerOf(tenantId), endpointId)
      .catch((error: unknown) => logger.error({ err: error, endpointId }, 'a webhook endpoint could not be served'))
      .finally(() => busy[lane].delete(turn))
    busy[lane].add(turn)
  }
  const claim = async (lane: Lane) => {
    const free = SLOTS[lane] - busy[lane].size
    if (free <= 0) return
    const due = await platformQuery<{ tenant_id: string; id: string }>(CLAIM, [CLAIM_S, lane === 'sick', free])
    for (const { tenant_id, id } of due) begin(lane, tenant_id, id)
  }
  return {
    async sweep() {
      await claim('well')
      await claim('sick')
    },
    async idle() {
      await Promise.all([...busy.well, ...busy.sick])
    },
  }
}
