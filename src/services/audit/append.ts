import { entryHash, GENESIS } from '@/domain/audit/chain'
import type { Prisma } from '@/infra/prisma/client'
import type { MutationContext } from '../context'

/** One line of the record. `before`/`after` hold the changed fields only, as plain JSON. */
export interface AuditFact {
  subject: { kind: string; id: string; name: string }
  clientId?: string | null
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  reason?: string
}

interface Head {
  seq: bigint
  hash: string
}

/** Locks the partner's chain until commit, so `seq` is gapless; called last, so the lock is short. */
async function lockHead({ tx, scope }: MutationContext): Promise<Head> {
  await tx.auditHead.createMany({ data: { tenantId: scope.tenantId, seq: 0n, hash: GENESIS }, skipDuplicates: true })
  const [head] = await tx.$queryRaw<
    Head[]
  >`SELECT seq, hash FROM audit_head WHERE tenant_id = ${scope.tenantId}::uuid FOR UPDATE`
  if (!head) throw new Error('the audit chain has no head')
  return head
}

/** JSON as it will be read back: dates as strings, undefined gone. */
function plain(value: Record<string, unknown> | undefined): Prisma.InputJsonObject | undefined {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

/** Appends to the partner's hash chain in the verb's own transaction; if this fails, the change did not happen. */
export async function appendAudit(ctx: MutationContext, action: string, fact: AuditFact): Promise<void> {
  const head = await lockHead(ctx)
  const { actor, scope, tx } = ctx
  const entry = {
    tenantId: scope.tenantId,
    seq: head.seq + 1n,
    at: new Date(Math.trunc(ctx.now.getTime())),
    clientId: fact.clientId ?? null,
    actorKind: actor.kind,
    actorId: 'id' in actor ? actor.id : null,
    actorName: actor.name,
    action,
    subjectKind: fact.subject.kind,
    subjectId: fact.subject.id,
    subjectName: fact.subject.name,
    before: plain(fact.before) ?? null,
    after: plain(fact.after) ?? null,
    reason: fact.reason ?? null,
    requestId: ctx.requestId,
  }
  const hash = entryHash(entry, head.hash)
  const { before, after, ...columns } = entry
  // createMany: a member limited to some clients may write a record above clients but not read it back.
  await tx.auditEntry.createMany({
    data: [{ ...columns, before: before ?? undefined, after: after ?? undefined, prevHash: head.hash, hash }],
  })
  await tx.auditHead.updateMany({ where: { tenantId: scope.tenantId }, data: { seq: entry.seq, hash } })
}
