import type { Actor } from '@/domain/access/actor'
import type { Scope } from '@/domain/access/scope'
import type { Sql, TenantTx } from '@/infra/db'
import type { Topic, TopicPayload } from '@/queue/topics'

/** Who calls, sealed into what. Minted by transports. */
export interface Caller {
  scope: Scope
  actor: Actor
  requestId: string
  /** the caller named this change, so that asking twice changes once; see `idempotency/once` */
  once?: Once
}

/** What `Once` may use of the change's transaction. */
export interface OnceContext {
  scope: Scope
  sql: Sql
  now: Date
}

/** First and last in the transaction of a change. */
export interface Once {
  /** Throws when the change was made before, or is being made now. */
  begin(ctx: OnceContext): Promise<void>
  /** Keeps the answer. */
  end(ctx: OnceContext, output: unknown): Promise<void>
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
