import type { Scope } from '@/domain/access/scope'
import type { TenantTx } from '@/infra/db'
import { newId } from '@/lib/ids'
import { TOPICS, type Topic, type TopicPayload } from './topics'

/** Writes the outbox row beside its cause; the relay wakes at commit (trigger `outbox_nudge`). */
export function emitter(scope: Scope, { tx, now }: TenantTx) {
  return async <T extends Topic>(
    topic: T,
    payload: TopicPayload<T>,
    options: { notBefore?: Date } = {},
  ): Promise<void> => {
    await tx.outbox.create({
      data: {
        tenantId: scope.tenantId,
        id: newId(),
        topic,
        payload: TOPICS[topic].parse(payload),
        createdAt: now,
        notBefore: options.notBefore ?? now,
      },
    })
  }
}
