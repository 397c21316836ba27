import type { Topic, TopicPayload } from '@/queue/topics'
import type { Caller } from '@/services/context'

/** The outbox rows behind a piece of work. */
export interface EffectFacts {
  outboxIds: readonly string[]
  /** failed tries before this one */
  attempts: number
  /** of the oldest row */
  createdAt: Date
}

/**
 * Performs an effect; called at least once per outbox row, so what it does must be safe to repeat. More than one payload
 * arrives only where rows are worked off together (evaluations of one workflow). Throws to be called again later.
 */
export type Handler<T extends Topic> = (
  caller: Caller,
  payloads: readonly TopicPayload<T>[],
  facts: EffectFacts,
) => Promise<void>

export type Handlers = { [T in Topic]: Handler<T> }
