import type { Actor } from '@/domain/access/actor'
import type { Scope } from '@/domain/access/scope'
import type { Sql, TenantTx } from '@/infra/db'
import type { Topic, TopicPayload } from '@/queue/topics'

/** Who calls, sealed into what. Minted by transports. */
export interface Caller {
  scope: Scope
  actor: Actor
  requestId: string
}

/** What a read may use. */
export interface QueryContext extends Caller {
  sql: Sql
  now: Date
}

/** What a mutation may use: one transaction, the database's clock, and effects that commit with it. */
export interface MutationContext extends Caller, TenantTx {
  /** Writes an outbox row in this transaction. */
  emit<T extends Topic>(topic: T, payload: TopicPayload<T>, options?: { notBefore?: Date }): Promise<void>
}
