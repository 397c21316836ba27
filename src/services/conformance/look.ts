import { z } from 'zod'
import { type Clearance, judgeRun } from '@/domain/conformance/judge'
import { ownClient } from '@/infra/db'
import { zId } from '@/lib/ids'
import { findingKeys, type Proof, proveChange, severityOf } from '../change/settle'
import { holdChange } from '../change/store'
import type { MutationContext } from '../context'
import { mutation, unchanged } from '../define'
import { clearFinding } from '../finding/clear'
import { openFinding } from '../finding/open'
import { holdWorkflow, insertVersion, loadVersion, type StoredVersion } from '../version/store'

/** A run's events may come this long after its first one and still be seen at once; later ones are seen by the daily figures. */
const LATE = "interval '6 hours'"
/** A workflow that is looked at for the first time is looked at this far back. */
const FIRST = "interval '1 day'"

interface SeenKey {
  workflowId: string
  key: string
  label: string | null
  firstAt: Date
  lastAt: Date
  firstId: string
  lastId: string
}

/** Which versions ran since the last look: one row per workflow and key, runs by hand left out. */
const SEEN = `
SELECT w.workflow_id AS "workflowId", x.key, x.label, x.first_at AS "firstAt", x.last_at AS "lastAt", x.first_id AS "firstId", x.last_id AS "lastId"
FROM (SELECT s.workflow_id, coalesce(v.anchor_at - ${LATE}, $2::timestamptz - ${FIRST}) AS since
      FROM workflow_state s LEFT JOIN version_watch v ON v.tenant_id = s.tenant_id AND v.workflow_id = s.workflow_id
      WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.workflow_id = ANY($1::uuid[])) w
CROSS JOIN LATERAL (
  SELECT coalesce(e.definition_hash, 'label:' || e.version) AS key, max(e.version) AS label,
    min(coalesce(e.started_at, e.status_at)) AS first_at, max(coalesce(e.started_at, e.status_at)) AS last_at,
    (array_agg(e.id ORDER BY coalesce(e.started_at, e.status_at), e.id))[1] AS first_id,
    (array_agg(e.id ORDER BY coalesce(e.started_at, e.status_at) DESC, e.id DESC))[1] AS last_id
  FROM execution e
  WHERE e.tenant_id = :tenant AND e.workflow_id = w.workflow_id AND e.anchor_at > w.since AND NOT e.is_manual
    AND (e.definition_hash IS NOT NULL OR e.version IS NOT NULL)
  GROUP BY 1) x
ORDER BY w.workflow_id, x.last_at`

interface KnownVersion extends StoredVersion {
  clearances: { changeId: string; from: Date; to: Date | null; isEmergency: boolean; isAwaited: boolean }[]
  hasFinding: boolean
}

const KNOWN = `
SELECT v.id, v.workflow_id AS "workflowId", v.client_id AS "clientId", v.number, v.hash, v.lifecycle, v.is_active AS "isActive",
  v.last_seen_at AS "lastSeenAt",
  coalesce((SELECT json_agg(json_build_object('changeId', c.id, 'from', c.cleared_at, 'to', c.superseded_at, 'isEmergency', c.is_emergency,
      'isAwaited', c.status IN ('approved', 'released')) ORDER BY c.cleared_at)
    FROM change c WHERE c.tenant_id = v.tenant_id AND c.version_id = v.id AND c.cleared_at IS NOT NULL), '[]') AS clearances,
  EXISTS (SELECT FROM finding f WHERE f.tenant_id = v.tenant_id AND f.status <> 'cleared'
    AND f.key IN ('unapproved-run:' || v.id, 'zombie-run:' || v.id)) AS "hasFinding"
FROM workflow_version v
WHERE v.tenant_id = :tenant AND v.client_id = ANY(:clients) AND v.workflow_id = ANY($1::uuid[])`

/** Where the next look begins. */
const MARK = `
INSERT INTO version_watch AS v (tenant_id, workflow_id, client_id, runs, last_event_at, anchor_at, checked_at)
SELECT s.tenant_id, s.workflow_id, s.client_id, s.runs, s.last_event_at, least(coalesce(s.last_event_at, $2::timestamptz), $2::timestamptz), $2::timestamptz
FROM workflow_state s
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.workflow_id = ANY($1::uuid[]) ORDER BY s.workflow_id
ON CONFLICT (tenant_id, workflow_id) DO UPDATE SET runs = excluded.runs, last_event_at = excluded.last_event_at,
  anchor_at = excluded.anchor_at, checked_at = excluded.checked_at`

const TOUCH_MS = 15 * 60_000
/** A deviation nobody saw for a day, while approved versions run, is over. */
const OVER_MS = 24 * 3_600_000

function clearancesOf(known: readonly KnownVersion[]): Clearance[] {
  return known.flatMap(({ hash, clearances }) =>
    clearances.map(({ from, to, isEmergency }) => ({
      key: hash,
      from: new Date(from),
      to: to === null ? null : new Date(to),
      isEmergency,
    })),
  )
}

/** The version behind a key, made where the first run that names it is all that is known of it. */
async function versionOf(ctx: MutationContext, seen: SeenKey, known: readonly KnownVersion[]): Promise<StoredVersion> {
  const version = known.find(({ hash }) => hash === seen.key)
  if (!version) {
    const { clientId, id: workflowId } = await holdWorkflow(ctx, seen.workflowId)
    const found = await loadVersion(ctx, { workflowId, hash: seen.key })
    const facts = { clientId, workflowId, hash: seen.key, label: seen.label, definition: null, externalId: null }
    const made = found ?? (await insertVersion(ctx, { ...facts, origin: 'event', seenAt: seen.firstAt }))
    if (seen.lastAt > made.lastSeenAt) await touch(ctx, made, seen.lastAt)
    return made
  }
  if (seen.lastAt.getTime() - version.lastSeenAt.getTime() > TOUCH_MS) await touch(ctx, version, seen.lastAt)
  return version
}

async function touch(ctx: MutationContext, { id }: StoredVersion, at: Date): Promise<void> {
  await ctx.tx.workflowVersion.updateMany({ where: { ...ownClient(ctx), id }, data: { lastSeenAt: at } })
}

async function report(ctx: MutationContext, version: StoredVersion, verdict: 'unapproved' | 'zombie'): Promise<void> {
  const { id, tier, clientId } = await holdWorkflow(ctx, version.workflowId)
  await openFinding.within(ctx, {
    ...{ kind: `${verdict}_run`, key: findingKeys[verdict](version.id), severity: severityOf(tier) },
    ...{ subjectKind: 'version', subjectId: version.id, clientId, workflowId: id },
    facts: { version: version.number, hash: version.hash },
  })
}

/** Clears findings of versions that nobody has seen for a day. */
async function settle(ctx: MutationContext, known: readonly KnownVersion[], ran: ReadonlySet<string>): Promise<void> {
  for (const version of known) {
    const isOver = ctx.now.getTime() - version.lastSeenAt.getTime() > OVER_MS
    if (!version.hasFinding || ran.has(version.hash) || !isOver || version.isActive) continue
    for (const key of [findingKeys.unapproved(version.id), findingKeys.zombie(version.id)])
      await clearFinding.within(ctx, { key, reason: 'has not run for a day' })
  }
}

async function lookAt(ctx: MutationContext, seen: SeenKey, known: readonly KnownVersion[]): Promise<boolean> {
  const awaited = known
    .find(({ hash }) => hash === seen.key)
    ?.clearances.find(({ isAwaited, from }) => isAwaited && new Date(from) <= seen.lastAt)
  const version = await versionOf(ctx, seen, known)
  if (awaited) {
    const proof: Proof = { kind: 'run', at: seen.lastAt, executionId: seen.lastId }
    await proveChange(ctx, await holdChange(ctx, awaited.changeId), proof)
    return true
  }
  const run = { key: seen.key, beganAt: seen.lastAt, isManual: false }
  const verdict = judgeRun(run, clearancesOf(known))
  if (verdict === 'unapproved' || verdict === 'zombie') await report(ctx, version, verdict)
  return false
}

/**
 * Looks at which versions ran since the last time: new ones are registered, the first run of an approved one proves its change,
 * and a run of what was never approved, or of what another version has replaced, opens a finding.
 */
export const lookAtRuns = mutation(
  { action: 'conformance.look', can: 'system', input: z.strictObject({ workflowIds: z.array(zId).max(500) }) },
  async (ctx, { workflowIds }) => {
    const seen = await ctx.sql<SeenKey>(SEEN, [workflowIds, ctx.now])
    let known = await ctx.sql<KnownVersion>(KNOWN, [workflowIds])
    for (const each of seen) {
      const own = known.filter(({ workflowId }) => workflowId === each.workflowId)
      // A proof moves the clearances of its workflow: what follows is judged by the new ones.
      if (await lookAt(ctx, each, own)) known = await ctx.sql<KnownVersion>(KNOWN, [workflowIds])
    }
    for (const workflowId of new Set(seen.map((each) => each.workflowId))) {
      const ran = new Set(seen.filter((each) => each.workflowId === workflowId).map(({ key }) => key))
      await settle(
        ctx,
        known.filter((each) => each.workflowId === workflowId),
        ran,
      )
    }
    await ctx.sql(MARK, [workflowIds, ctx.now])
    return unchanged({ looked: workflowIds.length, seen: seen.length }, 'findings and proofs write their own records')
  },
)
