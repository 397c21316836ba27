import { z } from 'zod'
import { ownClient } from '@/infra/db'
import { Prisma } from '@/infra/prisma/client'
import { sha256 } from '@/lib/crypto'
import { zId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import { settleActive } from '../change/settle'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { evaluatePolicies } from '../policy/evaluate'
import { holdWorkflow, insertVersion, loadVersion, type StoredVersion } from './store'

const RecordInput = z.strictObject({
  workflowId: zId,
  /** canonical definition, credentials by name only */
  definition: z.json(),
  /** as runs will carry it; left out: SHA-256 of the canonical form (RFC 8785) */
  hash: z.string().min(1).max(200).optional(),
  externalVersionId: z.string().max(200).nullable(),
  seenAt: z.date(),
  /** this is the definition that runs now */
  isActive: z.boolean(),
})
type Input = z.output<typeof RecordInput>

/** Of senders that name their versions and hash nothing. */
const LABEL = 'label:'

async function touch(
  ctx: MutationContext,
  version: StoredVersion,
  { seenAt, externalVersionId, definition, isActive }: Input,
) {
  const where = { ...ownClient(ctx), id: version.id }
  const seen = seenAt > version.lastSeenAt ? seenAt : version.lastSeenAt
  const known = await ctx.tx.workflowVersion.count({ where: { ...where, definition: { not: Prisma.DbNull } } })
  await ctx.tx.workflowVersion.updateMany({
    where,
    data: {
      lastSeenAt: seen,
      isActive,
      ...(externalVersionId && { externalId: externalVersionId }),
      ...(known === 0 && { definition: definition as Prisma.InputJsonValue }),
    },
  })
}

/**
 * A sync has seen a definition. The first sight makes a version; being the active one is compared with what was approved:
 * it proves a change, is as approved, or opens a finding. Safe to repeat. Joined by connectors.
 */
export const recordVersion = mutation(
  { action: 'version.record', can: 'connection.manage', input: RecordInput },
  async (ctx, input) => {
    const { workflowId, definition, externalVersionId, seenAt, isActive } = input
    const workflow = await holdWorkflow(ctx, workflowId)
    const hash = input.hash ?? sha256(canonicalJson(definition))
    const known = await loadVersion(ctx, { workflowId, hash })
    const version =
      known ??
      (await insertVersion(ctx, {
        ...{
          clientId: workflow.clientId,
          workflowId,
          hash,
          label: hash.startsWith(LABEL) ? hash.slice(LABEL.length) : null,
          definition,
        },
        ...{ externalId: externalVersionId, origin: 'sync', seenAt },
      }))
    if (isActive && !version.isActive)
      await ctx.tx.workflowVersion.updateMany({
        where: { ...ownClient(ctx), workflowId, isActive: true },
        data: { isActive: false },
      })
    await touch(ctx, version, input)
    if (isActive)
      await settleActive(
        ctx,
        workflow,
        { ...version, isActive: true },
        { kind: 'sync', at: seenAt, isNew: !version.isActive },
      )
    if (isActive && !version.isActive) await evaluatePolicies.within(ctx, { workflowIds: [workflowId] })
    const output = { versionId: version.id, number: version.number, hash, isNew: known === null }
    if (known && known.isActive === isActive) return unchanged(output, 'it was known as it is')
    return audited(output, {
      subject: { kind: 'version', id: version.id, name: `${workflow.name} v${version.number}` },
      clientId: workflow.clientId,
      before: known ? { isActive: known.isActive } : undefined,
      after: { hash, isActive, number: version.number },
    })
  },
)
