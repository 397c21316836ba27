import type { StoredStatus } from '@/domain/maintenance/lifecycle'
import { MaintenancePlan, type MaintenanceScope, type MaintenanceStatus } from '@/domain/maintenance/schema'
import { ownClient } from '@/infra/db'
import { sha256 } from '@/lib/crypto'
import { conflict, notFound } from '@/lib/errors'
import { canonicalJson } from '@/lib/json'
import { requesterOf } from '../approval/store'
import type { MutationContext } from '../context'
import { loadSite } from '../site/store'

/** Where a window stands after a verb. */
export interface MaintenanceStanding {
  maintenanceId: string
  number: number
  revision: number
  status: MaintenanceStatus
}

export interface HeldMaintenance {
  id: string
  clientId: string
  number: number
  title: string
  status: StoredStatus
  revision: number
  version: number
  createdAt: Date
  latest: { plan: MaintenancePlan; scope: MaintenanceScope; work: string; contentHash: string; authorId: string }
}

/** A window inside the scope with its latest revision, held until commit. */
export async function holdMaintenance(ctx: MutationContext, id: string): Promise<HeldMaintenance> {
  const held = await ctx.sql(
    `SELECT m.id FROM maintenance m WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND m.id = $1::uuid FOR UPDATE`,
    [id],
  )
  const row = held.length > 0 ? await ctx.tx.maintenance.findFirst({ where: { ...ownClient(ctx), id } }) : null
  if (!row) throw notFound('maintenance window')
  const where = { ...ownClient(ctx), maintenanceId: id, number: row.revision }
  const revision = await ctx.tx.maintenanceRevision.findFirstOrThrow({ where })
  const workflows = await ctx.tx.maintenanceWorkflow.findMany({ where })
  const { plan, scopeKind, siteId, work, contentHash, authorId } = revision
  const workflowIds = workflows.map(({ workflowId }) => workflowId)
  const scope: MaintenanceScope =
    scopeKind === 'site' && siteId
      ? { kind: 'site', siteId }
      : scopeKind === 'workflows'
        ? { kind: 'workflows', workflowIds }
        : { kind: 'client' }
  const latest = { plan: MaintenancePlan.parse(plan), scope, work, contentHash, authorId }
  return { ...row, status: row.status as StoredStatus, latest }
}

/** Changes the window while its version is the one that was read. */
export async function moveMaintenance(
  ctx: MutationContext,
  { id, version }: HeldMaintenance,
  data: { status?: StoredStatus; title?: string; revision?: number; cancelledAt?: Date; cancelledReason?: string },
): Promise<void> {
  const where = { ...ownClient(ctx), id, version }
  const { count } = await ctx.tx.maintenance.updateMany({ where, data: { ...data, version: version + 1 } })
  if (count === 0) throw conflict('maintenance window')
}

export interface RevisionContent {
  title: string
  work: string
  scope: MaintenanceScope
  plan: MaintenancePlan
}

/** Everything of the scope belongs to the client, or "not there". */
async function checkScope(ctx: MutationContext, clientId: string, scope: MaintenanceScope): Promise<void> {
  if (scope.kind === 'site' && (await loadSite(ctx, scope.siteId)).clientId !== clientId) throw notFound('site')
  if (scope.kind !== 'workflows') return
  const ids = [...new Set(scope.workflowIds)]
  const where = { AND: [ownClient(ctx), { clientId, id: { in: ids } }] }
  if ((await ctx.tx.workflow.count({ where })) !== ids.length) throw notFound('workflow')
}

/** Writes a revision with its scope; the hash binds whatever is approved to exactly this. */
export async function writeRevision(
  ctx: MutationContext,
  window: { id: string; clientId: string; number: number },
  content: RevisionContent & { editReason: string | null },
): Promise<void> {
  const { id: maintenanceId, clientId, number } = window
  const { title, work, scope, plan, editReason } = content
  await checkScope(ctx, clientId, scope)
  const { tenantId } = ctx.scope
  const author = await requesterOf(ctx)
  const contentHash = sha256(canonicalJson({ maintenanceId, number, title, work, scope, plan }))
  await ctx.tx.maintenanceRevision.create({
    data: {
      ...{ tenantId, maintenanceId, number, clientId, scopeKind: scope.kind, plan, work, editReason, contentHash },
      ...{
        siteId: scope.kind === 'site' ? scope.siteId : null,
        authorId: author.id,
        authorName: author.name,
        createdAt: ctx.now,
      },
    },
  })
  if (scope.kind !== 'workflows') return
  const rows = [...new Set(scope.workflowIds)].map((workflowId) => ({
    tenantId,
    maintenanceId,
    number,
    clientId,
    workflowId,
  }))
  await ctx.tx.maintenanceWorkflow.createMany({ data: rows })
}

/** MNT-1, MNT-2 … per partner. */
export async function nextNumber(ctx: MutationContext): Promise<number> {
  const [row] = await ctx.sql<{ value: number }>(
    `INSERT INTO counter AS n (tenant_id, name, value) VALUES ($1::uuid, 'maintenance', 1)
     ON CONFLICT (tenant_id, name) DO UPDATE SET value = n.value + 1 RETURNING value::int`,
    [ctx.scope.tenantId],
  )
  if (!row) throw new Error('a counter gives a number')
  return row.value
}

/** The number as people say it. */
export function maintenanceName({ number, title }: { number: number; title: string }): string {
  return `MNT-${number} ${title}`
}
