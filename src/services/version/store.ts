import { type SeenVersion, standingOf, type VersionLifecycle } from '@/domain/version/lifecycle'
import { ownClient } from '@/infra/db'
import type { Prisma } from '@/infra/prisma/client'
import { notFound } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { MutationContext } from '../context'

export interface StoredVersion {
  id: string
  workflowId: string
  clientId: string
  number: number
  hash: string
  lifecycle: VersionLifecycle
  isActive: boolean
  lastSeenAt: Date
}

type Row = Awaited<ReturnType<MutationContext['tx']['workflowVersion']['findFirst']>>

function versionOf(row: NonNullable<Row>): StoredVersion {
  return { ...row, lifecycle: row.lifecycle as VersionLifecycle }
}

export async function loadVersion(ctx: MutationContext, where: { id: string } | { workflowId: string; hash: string }) {
  const row = await ctx.tx.workflowVersion.findFirst({ where: { ...ownClient(ctx), ...where } })
  return row && versionOf(row)
}

export async function requireVersion(ctx: MutationContext, id: string): Promise<StoredVersion> {
  const version = await loadVersion(ctx, { id })
  if (!version) throw notFound('version')
  return version
}

export interface NewVersion {
  clientId: string
  workflowId: string
  hash: string
  label: string | null
  definition: unknown
  externalId: string | null
  origin: 'sync' | 'event'
  seenAt: Date
}

/** Numbers of one workflow's versions are given in turn: the caller holds the workflow's row. */
export async function insertVersion(
  ctx: MutationContext,
  { seenAt, definition, ...facts }: NewVersion,
): Promise<StoredVersion> {
  const { workflowId } = facts
  const last = await ctx.tx.workflowVersion.aggregate({
    where: { ...ownClient(ctx), workflowId },
    _max: { number: true },
  })
  const row = await ctx.tx.workflowVersion.create({
    data: {
      tenantId: ctx.scope.tenantId,
      id: newId(),
      ...facts,
      number: (last._max.number ?? 0) + 1,
      definition: definition === null ? undefined : (definition as Prisma.InputJsonValue),
      firstSeenAt: seenAt,
      lastSeenAt: seenAt,
      isActive: false,
      lifecycle: 'draft',
    },
  })
  return versionOf(row)
}

/** Versions of one workflow change in turn. NO KEY: rows that refer to the workflow stay free. */
export async function holdWorkflow(ctx: MutationContext, workflowId: string) {
  const [workflow] = await ctx.sql<{ id: string; clientId: string; name: string; tier: number; lifecycle: string }>(
    `SELECT w.id, w.client_id AS "clientId", w.name, w.tier, w.lifecycle::text FROM workflow w
     WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.id = $1::uuid FOR NO KEY UPDATE`,
    [workflowId],
  )
  if (!workflow) throw notFound('workflow')
  return workflow
}

/** What it means that a version is in use now; the workflow is governed once any version of it was cleared. */
export async function standingNow(ctx: MutationContext, version: StoredVersion) {
  const where = { ...ownClient(ctx), workflowId: version.workflowId }
  const awaited = await ctx.tx.change.findFirst({
    where: { ...where, versionId: version.id, status: { in: ['approved', 'released'] } },
  })
  const isGoverned = (await ctx.tx.change.count({ where: { ...where, clearedAt: { not: null } } })) > 0
  const seen: SeenVersion = { lifecycle: version.lifecycle, isAwaited: awaited !== null }
  return { standing: standingOf(seen, isGoverned), awaited }
}
