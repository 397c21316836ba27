import { countIds, type IdRange } from '@/domain/connection/scan'
import { newId } from '@/lib/ids'
import type { MutationContext } from '../../context'
import { openFinding } from '../../finding/open'
import type { StoredConnection } from '../store'

export type GapReason = 'pruned' | 'missing' | 'reset' | 'vanished'

export interface Gap {
  reason: GapReason
  range: IdRange
  fromAt: Date | null
  toAt: Date | null
}

const SEVERITY = { pruned: 'high', missing: 'medium', reset: 'high', vanished: 'medium' } as const

/** A hole in the source's history is told once, with its ends, and stays on record. */
export async function recordGap(
  ctx: MutationContext,
  connection: StoredConnection,
  { reason, range, fromAt, toAt }: Gap,
): Promise<void> {
  const { id: connectionId, clientId, name } = connection
  const gapId = newId()
  const runs = countIds([range])
  const { tenantId } = ctx.scope
  await ctx.tx.connectionGap.createMany({
    data: [
      {
        tenantId,
        id: gapId,
        connectionId,
        clientId,
        reason,
        fromId: range.from,
        toId: range.to,
        runs,
        fromAt,
        toAt,
        foundAt: ctx.now,
      },
    ],
  })
  await openFinding.within(ctx, {
    ...{
      kind: `connection_gap_${reason}`,
      subjectKind: 'connection',
      subjectId: connectionId,
      clientId,
      workflowId: null,
    },
    severity: SEVERITY[reason],
    facts: {
      connection: name,
      from: String(range.from),
      to: String(range.to),
      runs,
      after: fromAt?.toISOString() ?? null,
      before: toAt?.toISOString() ?? null,
    },
    key: `connection:${connectionId}:gap:${connection.epoch}:${range.from}-${range.to}`,
  })
}
