import { z } from 'zod'
import { blindSpots, type KnownWorkflow, type Reconciled, reconcile, UNSEEN } from '@/domain/connection/reconcile'
import type { SourceWorkflow } from '@/domain/connection/source'
import { ownClient } from '@/infra/db'
import type { Prisma } from '@/infra/prisma/client'
import { newId, zId } from '@/lib/ids'
import type { MutationContext } from '../../context'
import { audited, mutation, unchanged } from '../../define'
import { clearFinding } from '../../finding/clear'
import { openFinding } from '../../finding/open'
import { recordVersion } from '../../version/record'
import { loadConnection, type StoredConnection } from '../store'
import { must, type Turn, type WatchedRef } from './turn'

interface Row extends KnownWorkflow {
  workflowId: string | null
  key: string | null
  isWatched: boolean
  definitionAt: Date
  previousHash: string | null
  previousVersion: string | null
  versionId: string | null
}

const KNOWN = `
SELECT f.external_id AS ref, f.name, f.is_active AS "isActive", f.external_version AS "versionRef", f.definition_hash AS hash, f.state::text,
  f.changed_at AS "changedAt", f.workflow_id AS "workflowId", f.is_watched AS "isWatched", f.definition_at AS "definitionAt",
  f.previous_hash AS "previousHash", f.previous_version AS "previousVersion", w.key
FROM connection_workflow f LEFT JOIN workflow w ON w.tenant_id = f.tenant_id AND w.id = f.workflow_id
WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND f.connection_id = $1::uuid ORDER BY f.external_id`

/** Workflows of the source as we know them. */
export function knownWorkflows(ctx: Pick<MutationContext, 'sql'>, connectionId: string): Promise<Row[]> {
  return ctx.sql<Row>(KNOWN, [connectionId])
}

/** The name under which its runs arrive; the source's id keeps it unique whatever it is renamed to. */
function keyOf(ref: string): string {
  return `n8n-${ref}`
}

const REGISTER = `
INSERT INTO workflow (tenant_id, id, client_id, site_id, key, name, lifecycle, created_at)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, 'live', $7)
ON CONFLICT (tenant_id, client_id, key) DO UPDATE SET name = CASE WHEN workflow.name = workflow.key THEN excluded.name ELSE workflow.name END,
  site_id = coalesce(workflow.site_id, excluded.site_id), lifecycle = CASE WHEN workflow.lifecycle = 'unclaimed' THEN 'live' ELSE workflow.lifecycle END,
  version = workflow.version + 1
RETURNING id`

const TAKEN = `
SELECT 1 AS one FROM connection_workflow f JOIN workflow w ON w.tenant_id = f.tenant_id AND w.id = f.workflow_id
WHERE f.tenant_id = :tenant AND f.client_id = $1::uuid AND f.connection_id <> $2::uuid AND w.key = $3 LIMIT 1`

/**
 * Ours for a workflow of the source. One that had sent events before it was discovered keeps its row; one whose name
 * another source of the client holds (two n8n from one backup) gets a name of its own.
 */
export async function registerWorkflow(
  ctx: MutationContext,
  { id, clientId, siteId }: StoredConnection,
  { ref, name }: { ref: string; name: string },
): Promise<string> {
  const isTaken = (await ctx.sql(TAKEN, [clientId, id, keyOf(ref)])).length > 0
  const key = isTaken ? `${keyOf(ref)}@${id.slice(-6)}` : keyOf(ref)
  const place = [ctx.scope.tenantId, newId(), clientId, siteId]
  const [row] = await ctx.sql<{ id: string }>(REGISTER, [...place, key, name.slice(0, 120), ctx.now])
  if (!row) throw new Error('the workflow could not be registered')
  return row.id
}

async function tellBlindSpots(
  ctx: MutationContext,
  connection: StoredConnection,
  workflow: SourceWorkflow,
  workflowId: string,
): Promise<void> {
  const spots = workflow.isActive ? blindSpots(workflow.facts) : []
  for (const kind of ['error_workflow_inactive', 'runs_not_saved'] as const) {
    const key = `connection:${connection.id}:${kind}:${workflow.ref}`
    if (!spots.includes(kind)) {
      await clearFinding.within(ctx, { key, reason: 'the definition no longer says so' })
      continue
    }
    const { errorWorkflowRef, savesSuccess, savesError } = workflow.facts
    const facts: Record<string, string | boolean | null> =
      kind === 'runs_not_saved'
        ? { workflow: workflow.name, savesSuccess, savesError }
        : { workflow: workflow.name, errorWorkflow: errorWorkflowRef }
    await openFinding.within(ctx, {
      ...{ kind, key, facts, clientId: connection.clientId, workflowId, severity: 'high' },
      ...{ subjectKind: 'workflow', subjectId: workflowId },
    })
  }
}

interface Seen {
  connection: StoredConnection
  workflow: SourceWorkflow
  line: Reconciled
  old: Row | undefined
}

async function store(ctx: MutationContext, { connection, workflow, line, old }: Seen): Promise<void> {
  const { id: connectionId, clientId, isAllWatched } = connection
  const isWatched = old?.isWatched ?? isAllWatched
  const workflowId = old?.workflowId ?? (isWatched ? await registerWorkflow(ctx, connection, workflow) : null)
  const isReplaced = line.isEdited || (old !== undefined && old.versionRef !== workflow.versionRef)
  const columns = {
    ...{ clientId, workflowId, name: workflow.name, isActive: workflow.isActive, isWatched, state: line.state },
    ...{ externalVersion: workflow.versionRef, definitionHash: line.hash, twinOf: line.twinOf },
    facts: workflow.facts as unknown as Prisma.InputJsonObject,
    ...(isReplaced && old && old.hash !== UNSEEN ? { previousHash: old.hash, previousVersion: old.versionRef } : {}),
    ...(isReplaced || old?.hash === UNSEEN ? { definitionAt: workflow.updatedAt } : {}),
    ...(old?.state === line.state && !line.isEdited ? {} : { changedAt: ctx.now }),
    ...{ lastSeenAt: ctx.now, goneAt: null },
  }
  if (old) {
    await ctx.tx.connectionWorkflow.updateMany({
      where: { ...ownClient(ctx), connectionId, externalId: workflow.ref },
      data: columns,
    })
  } else {
    await ctx.tx.connectionWorkflow.create({
      data: {
        ...{ tenantId: ctx.scope.tenantId, connectionId, externalId: workflow.ref, firstSeenAt: ctx.now },
        ...columns,
        ...{ definitionAt: workflow.updatedAt, changedAt: ctx.now },
      },
    })
  }
  if (!isWatched || workflowId === null) return
  await recordVersion.within(ctx, {
    ...{
      workflowId,
      hash: line.hash,
      externalVersionId: workflow.versionRef,
      seenAt: ctx.now,
      isActive: workflow.isActive,
    },
    definition: JSON.parse(JSON.stringify(workflow.definition)),
  })
  await tellBlindSpots(ctx, connection, workflow, workflowId)
}

async function tellTwin(ctx: MutationContext, { connection, workflow, line, old }: Seen): Promise<void> {
  const key = `connection:${connection.id}:duplicated:${workflow.ref}`
  if (line.twinOf === null) {
    if (old?.state === 'duplicated') await clearFinding.within(ctx, { key, reason: 'the definitions differ now' })
    return
  }
  await openFinding.within(ctx, {
    ...{
      kind: 'workflow_duplicated',
      key,
      severity: 'medium',
      clientId: connection.clientId,
      workflowId: old?.workflowId ?? null,
    },
    ...{
      subjectKind: 'connection',
      subjectId: connection.id,
      facts: { workflow: workflow.name, ref: workflow.ref, copyOf: line.twinOf },
    },
  })
}

async function tellGone(ctx: MutationContext, connection: StoredConnection, rows: readonly Row[]): Promise<void> {
  for (const { ref, name, workflowId, isWatched } of rows) {
    await ctx.tx.connectionWorkflow.updateMany({
      where: { ...ownClient(ctx), connectionId: connection.id, externalId: ref },
      data: { state: 'gone', isActive: false, goneAt: ctx.now, changedAt: ctx.now },
    })
    if (!isWatched) continue
    await openFinding.within(ctx, {
      ...{
        kind: 'workflow_gone',
        key: `connection:${connection.id}:gone:${ref}`,
        severity: 'high',
        clientId: connection.clientId,
        workflowId,
      },
      ...{ subjectKind: 'connection', subjectId: connection.id, facts: { workflow: name, ref } },
    })
  }
}

/** What is news or differs; the rest is only seen again. */
function isWorthWriting({ state, isMoved }: Reconciled, old: Row | undefined): boolean {
  return old === undefined || isMoved || old.state !== state
}

const ReconcileInput = z.object({ connectionId: zId, shown: z.array(z.custom<SourceWorkflow>()) })
const TOUCH = `UPDATE connection_workflow f SET last_seen_at = now() WHERE f.tenant_id = :tenant AND f.connection_id = $1::uuid AND f.state <> 'gone' AND f.last_seen_at < now() - interval '5 minutes'`

/** The source's workflows against what we know: registers, records versions, tells what is new, gone, changed, copied. */
const reconcileConnection = mutation(
  { action: 'connection.reconcile', can: 'system', input: ReconcileInput },
  async (ctx, { connectionId, shown }) => {
    const connection = await loadConnection(ctx, connectionId, 'FOR UPDATE OF c')
    const known = await knownWorkflows(ctx, connectionId)
    const { seen, gone } = reconcile(known, shown, ctx.now)
    const olds = new Map(known.map((row) => [row.ref, row]))
    const lines = new Map(seen.map((line) => [line.ref, line]))
    let changes = gone.length
    for (const workflow of shown) {
      const [line, old] = [lines.get(workflow.ref), olds.get(workflow.ref)]
      if (!line || !isWorthWriting(line, old)) continue
      changes++
      await store(ctx, { connection, workflow, line, old })
      await tellTwin(ctx, { connection, workflow, line, old })
      if (old?.state === 'gone')
        await clearFinding.within(ctx, { key: `connection:${connectionId}:gone:${workflow.ref}`, reason: 'it is back' })
    }
    await tellGone(
      ctx,
      connection,
      known.filter(({ ref }) => gone.includes(ref)),
    )
    await ctx.sql(TOUCH, [connectionId])
    const output = { changes, workflows: await knownWorkflows(ctx, connectionId) }
    if (changes === 0) return unchanged(output, 'the source is as it was')
    const states: Record<string, number> = { gone: gone.length }
    for (const { state } of seen) states[state] = (states[state] ?? 0) + 1
    const subject = { kind: 'connection', id: connectionId, name: connection.name }
    return audited(output, { subject, clientId: connection.clientId, after: { changes, ...states } })
  },
)

function watchedOf({ key, ref, ...row }: Row): WatchedRef {
  const { hash, versionRef, isWatched, definitionAt: since, previousHash, previousVersion } = row
  return {
    ref,
    key: key ?? keyOf(ref),
    hash,
    versionRef,
    since,
    previousHash,
    previousVersion,
    isWatched: isWatched && row.workflowId !== null,
  }
}

/** Asks the source what it has, and brings our side up to it. Returns whether every workflow there keeps all its runs. */
export async function reconcileSource(turn: Turn): Promise<boolean> {
  const shown = must(await turn.connector.listWorkflows(turn.link))
  const { changes, workflows } = await reconcileConnection(turn.caller, { connectionId: turn.connection.id, shown })
  turn.counts.changes += changes
  turn.workflows = new Map(workflows.map((row) => [row.ref, watchedOf(row)]))
  return shown.every(({ facts }) => facts.savesSuccess && facts.savesError && facts.savesManual)
}
