import type { z } from 'zod'
import { UNSEEN } from '@/domain/connection/reconcile'
import type { zChoice } from '@/domain/connection/schema'
import { ownClient } from '@/infra/db'
import { AppError, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'
import type { StoredConnection } from './store'
import { knownWorkflows, registerWorkflow } from './sync/workflows'

type Choice = z.output<typeof zChoice>

/** A workflow of ours may stand for one workflow of the source only; two would mix their runs. */
async function demandOurs(
  ctx: MutationContext,
  { id, clientId }: StoredConnection,
  choices: readonly Choice[],
): Promise<void> {
  const ids = choices.flatMap(({ workflowId }) => workflowId ?? [])
  if (new Set(ids).size !== ids.length)
    throw new AppError('INVALID', 'choices: two workflows of the source name the same workflow of yours')
  const found = await ctx.tx.workflow.count({ where: { ...ownClient(ctx), AND: { clientId }, id: { in: ids } } })
  if (found !== ids.length) throw notFound('workflow')
  const refs = choices.map(({ ref }) => ref)
  const taken = await ctx.tx.connectionWorkflow.findFirst({
    where: { ...ownClient(ctx), workflowId: { in: ids }, NOT: { connectionId: id, externalId: { in: refs } } },
    select: { name: true },
  })
  if (taken) throw new AppError('CONFLICT', `choices: ${taken.name} of a source already runs under that workflow`)
}

/**
 * Which workflows of the source are watched, and as which of ours. One that was never seen yet gets its row now; the first
 * reading fills it. What was registered stays registered: runs that were copied keep their workflow.
 */
export async function applyChoices(
  ctx: MutationContext,
  connection: StoredConnection,
  choices: readonly Choice[],
): Promise<number> {
  if (choices.length === 0) return 0
  await demandOurs(ctx, connection, choices)
  const { id: connectionId, clientId } = connection
  const { tenantId } = ctx.scope
  const known = new Map((await knownWorkflows(ctx, connectionId)).map((row) => [row.ref, row]))
  let changed = 0
  for (const { ref, isWatched, workflowId } of choices) {
    const old = known.get(ref)
    const wanted =
      workflowId ??
      old?.workflowId ??
      (isWatched && old ? await registerWorkflow(ctx, connection, { ref, name: old.name }) : null)
    if (old && old.isWatched === isWatched && old.workflowId === wanted) continue
    changed++
    if (old) {
      await ctx.tx.connectionWorkflow.updateMany({
        where: { ...ownClient(ctx), connectionId, externalId: ref },
        data: { isWatched, workflowId: wanted, ...(isWatched && !old.isWatched && { definitionHash: UNSEEN }) },
      })
    } else {
      await ctx.tx.connectionWorkflow.create({
        data: {
          ...{
            tenantId,
            connectionId,
            externalId: ref,
            clientId,
            workflowId: wanted,
            name: ref,
            isActive: false,
            isWatched,
          },
          ...{ state: 'new', definitionHash: UNSEEN, definitionAt: ctx.now, facts: {} },
          ...{ firstSeenAt: ctx.now, lastSeenAt: ctx.now, changedAt: ctx.now },
        },
      })
    }
  }
  return changed
}
