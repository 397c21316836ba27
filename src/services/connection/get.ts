import { z } from 'zod'
import type { ConnectionHealth } from '@/domain/connection/pace'
import type { ReconcileState } from '@/domain/connection/reconcile'
import type { WorkflowFacts } from '@/domain/connection/source'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'

export interface SourceWorkflowLine {
  ref: string
  name: string
  isActive: boolean
  isWatched: boolean
  state: ReconcileState
  workflowId: string | null
  workflowName: string | null
  changedAt: Date
  twinOf: string | null
  hash: string
  facts: Partial<WorkflowFacts>
}

export interface GapLine {
  id: string
  reason: 'pruned' | 'missing' | 'reset' | 'vanished'
  from: string
  to: string
  runs: number
  fromAt: Date | null
  toAt: Date | null
  foundAt: Date
}

export interface SyncLine {
  id: string
  startedAt: Date
  endedAt: Date
  health: ConnectionHealth
  problem: string | null
  pages: number
  runs: number
  repeats: number
  changes: number
  gaps: number
}

export interface FindingLine {
  id: string
  kind: string
  severity: 'high' | 'medium' | 'low'
  facts: Record<string, unknown>
  openedAt: Date
}

interface Head {
  id: string
  name: string
  product: 'n8n'
  clientId: string
  clientName: string
  siteName: string | null
  baseUrl: string
  credentialHint: string
  credentialAt: Date
  isAllWatched: boolean
  isPaused: boolean
  everyS: number
  health: ConnectionHealth
  problem: string | null
  failingSince: Date | null
  nextSyncAt: Date
  lastSyncAt: Date | null
  lastOkAt: Date | null
  watermark: string | null
  watermarkAt: Date | null
  epoch: number
  runsCopied: number
  gaps: number
  isCatchingUp: boolean
  openRuns: number
  templateAt: Date | null
  /** the newest event that came with the template's key */
  templateUsedAt: Date | null
  zone: string | null
}

const HEAD = `
SELECT c.id, c.name, c.product::text, c.client_id AS "clientId", k.name AS "clientName", s.name AS "siteName", s.zone, c.base_url AS "baseUrl",
  c.credential_hint AS "credentialHint", c.credential_at AS "credentialAt", c.is_all_watched AS "isAllWatched", c.is_paused AS "isPaused",
  c.every_s AS "everyS", c.health::text, c.problem, c.failing_since AS "failingSince", c.next_sync_at AS "nextSyncAt", c.last_sync_at AS "lastSyncAt",
  c.last_ok_at AS "lastOkAt", c.watermark::text, c.watermark_at AS "watermarkAt", c.epoch, c.runs_copied::float8 AS "runsCopied", c.gaps,
  c.scan_top IS NOT NULL AS "isCatchingUp", c.template_at AS "templateAt", a.last_used_at AS "templateUsedAt",
  (SELECT count(*)::int FROM connection_open_run r WHERE r.tenant_id = c.tenant_id AND r.connection_id = c.id) AS "openRuns"
FROM connection c
JOIN client k ON k.tenant_id = c.tenant_id AND k.id = c.client_id
LEFT JOIN site s ON s.tenant_id = c.tenant_id AND s.id = c.site_id
LEFT JOIN api_key a ON a.tenant_id = c.tenant_id AND a.key_id = c.template_key
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1`

const WORKFLOWS = `
SELECT f.external_id AS ref, f.name, f.is_active AS "isActive", f.is_watched AS "isWatched", f.state::text, f.workflow_id AS "workflowId",
  w.name AS "workflowName", f.changed_at AS "changedAt", f.twin_of AS "twinOf", f.definition_hash AS hash, f.facts
FROM connection_workflow f LEFT JOIN workflow w ON w.tenant_id = f.tenant_id AND w.id = f.workflow_id
WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND f.connection_id = $1
ORDER BY array_position(ARRAY['gone', 'duplicated', 'changed', 'new', 'same']::reconcile_state[], f.state), f.name LIMIT 2000`

const GAPS = `
SELECT g.id, g.reason, g.from_id::text AS "from", g.to_id::text AS "to", g.runs, g.from_at AS "fromAt", g.to_at AS "toAt", g.found_at AS "foundAt"
FROM connection_gap g WHERE g.tenant_id = :tenant AND g.client_id = ANY(:clients) AND g.connection_id = $1 ORDER BY g.found_at DESC LIMIT 100`

const SYNCS = `
SELECT y.id, y.started_at AS "startedAt", y.ended_at AS "endedAt", y.health::text, y.problem, y.pages, y.runs, y.repeats, y.changes, y.gaps
FROM connection_sync y WHERE y.tenant_id = :tenant AND y.client_id = ANY(:clients) AND y.connection_id = $1 ORDER BY y.started_at DESC LIMIT 50`

const FINDINGS = `
SELECT f.id, f.kind, f.severity::text, f.facts, f.opened_at AS "openedAt" FROM finding f
WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND f.status = 'open' AND f.key LIKE 'connection:' || $1 || ':%' ORDER BY f.opened_at DESC LIMIT 100`

/** One connection with all that its page shows; the credential is no part of it. */
export const readConnection = query(
  { action: 'connection.read', can: 'workflow.read', input: z.strictObject({ connectionId: zId }) },
  async (ctx, { connectionId }) => {
    const [head] = await ctx.sql<Head>(HEAD, [connectionId])
    if (!head) throw notFound('connection')
    return {
      ...head,
      workflows: await ctx.sql<SourceWorkflowLine>(WORKFLOWS, [connectionId]),
      gapLines: await ctx.sql<GapLine>(GAPS, [connectionId]),
      syncs: await ctx.sql<SyncLine>(SYNCS, [connectionId]),
      findings: await ctx.sql<FindingLine>(FINDINGS, [connectionId]),
    }
  },
)
export type ConnectionDetail = Awaited<ReturnType<typeof readConnection>>
