import type { NormalisedEvent } from '@/domain/event/normalise'

/** One valid event on its way into the database. */
export interface IngestItem {
  tenantId: string
  clientId: string
  sourceId: string
  workflowId: string
  normalised: NormalisedEvent
  /** may it wake an evaluation? false for history: stale events and backfills */
  wakes: boolean
}

/** What became of one event. `stored` is the digest that its key holds in the database. */
export type IngestOutcome =
  | { kind: 'accepted' | 'duplicate' | 'conflict'; stored: string }
  | { kind: 'rejected'; reason: string }

/** Same key in the same source is the same event. */
export function identityOf({ sourceId, normalised }: IngestItem): string {
  return `${sourceId}\u0000${normalised.key}`
}

/** A key is held already: by the same content, or by another one. */
export function repeated(item: IngestItem, stored: string): IngestOutcome {
  return { kind: stored === item.normalised.digest ? 'duplicate' : 'conflict', stored }
}
