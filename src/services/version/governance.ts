import { z } from 'zod'
import type { ChangeStatus } from '@/domain/change/schema'
import { type ConformanceTally, conformancePpm, RUN_VERDICTS } from '@/domain/conformance/judge'
import type { Answers, Proposal, Reason, Tier } from '@/domain/criticality/score'
import { proposalOf } from '@/domain/criticality/score'
import type { VersionLifecycle } from '@/domain/version/lifecycle'
import type { DataClass, ProcessClass } from '@/domain/workflow/governance'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { type ConformanceDay, type JudgedLine, loadDays, loadStrip } from '../conformance/strip'
import type { QueryContext } from '../context'
import { query } from '../define'

const STRIP = 60

export interface VersionLine {
  id: string
  number: number
  hash: string
  label: string | null
  origin: 'sync' | 'event'
  lifecycle: VersionLifecycle
  isActive: boolean
  firstSeenAt: Date
  lastSeenAt: Date
  approvedAt: Date | null
  liveAt: Date | null
  retiredAt: Date | null
  hasDefinition: boolean
  /** of the latest change about it */
  change: { id: string; number: number; status: ChangeStatus } | null
}

export interface AssessmentLine {
  id: string
  tier: Tier
  points: number
  reason: Reason
  families: Record<string, number>
  answers: Answers
  note: string | null
  by: string
  at: Date
  proposal: Proposal
}

export interface Governed {
  id: string
  name: string
  clientId: string
  client: { slug: string; name: string }
  tier: number
  zone: string
  lifecycle: string
  ownerName: string | null
  businessOwner: string | null
  technicalOwner: string | null
  processClass: ProcessClass | null
  dataClass: DataClass | null
  runbookUrl: string | null
  runbookNote: string | null
  approvalQuorum: number | null
  assessmentId: string | null
}

export interface Governance {
  workflow: Governed
  versions: VersionLine[]
  strip: JudgedLine[]
  days: ConformanceDay[]
  tally: ConformanceTally
  ppm: number | null
  assessments: AssessmentLine[]
}

const WORKFLOW = `
SELECT w.id, w.name, w.client_id AS "clientId", json_build_object('slug', k.slug, 'name', k.name) AS client, w.tier, coalesce(s.zone, 'UTC') AS zone,
  w.lifecycle::text AS lifecycle, w.owner_name AS "ownerName", w.business_owner AS "businessOwner", w.technical_owner AS "technicalOwner",
  w.process_class AS "processClass", w.data_class AS "dataClass", w.runbook_url AS "runbookUrl", w.runbook_note AS "runbookNote",
  w.approval_quorum AS "approvalQuorum", w.assessment_id AS "assessmentId"
FROM workflow w JOIN client k ON k.tenant_id = w.tenant_id AND k.id = w.client_id
LEFT JOIN site s ON s.tenant_id = w.tenant_id AND s.id = w.site_id
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.id = $1`

const VERSIONS = `
SELECT v.id, v.number, v.hash, v.label, v.origin, v.lifecycle, v.is_active AS "isActive", v.first_seen_at AS "firstSeenAt",
  v.last_seen_at AS "lastSeenAt", v.approved_at AS "approvedAt", v.live_at AS "liveAt", v.retired_at AS "retiredAt", v.definition IS NOT NULL AS "hasDefinition",
  (SELECT json_build_object('id', c.id, 'number', c.number, 'status', c.status) FROM change c
    WHERE c.tenant_id = v.tenant_id AND c.version_id = v.id ORDER BY c.created_at DESC LIMIT 1) AS change
FROM workflow_version v
WHERE v.tenant_id = :tenant AND v.client_id = ANY(:clients) AND v.workflow_id = $1 ORDER BY v.number DESC LIMIT 50`

const ASSESSMENTS = `
SELECT a.id, a.tier, a.scores, a.answers, a.note, a.assessed_by_name AS by, a.assessed_at AS at FROM criticality_assessment a
WHERE a.tenant_id = :tenant AND a.client_id = ANY(:clients) AND a.workflow_id = $1 ORDER BY a.assessed_at DESC, a.id DESC LIMIT 20`

type AssessmentRow = Omit<AssessmentLine, 'points' | 'reason' | 'families' | 'proposal'> & {
  scores: Pick<AssessmentLine, 'points' | 'reason' | 'families'>
}

async function loadAssessments(ctx: QueryContext, workflowId: string): Promise<AssessmentLine[]> {
  const rows = await ctx.sql<AssessmentRow>(ASSESSMENTS, [workflowId])
  return rows.map(({ scores, ...row }) => ({ ...row, ...scores, proposal: proposalOf(row.tier, row.answers) }))
}

function total(days: readonly ConformanceDay[]): ConformanceTally {
  return Object.fromEntries(
    RUN_VERDICTS.map((verdict) => [verdict, days.reduce((sum, day) => sum + day[verdict], 0)]),
  ) as ConformanceTally
}

/** What is approved of a workflow, what ran, who answers for it, and how critical it was found. */
export const getGovernance = query(
  { action: 'workflow.governance', can: 'governance.read', input: z.strictObject({ workflowId: zId }) },
  async (ctx, { workflowId }): Promise<Governance> => {
    const [workflow] = await ctx.sql<Governed>(WORKFLOW, [workflowId])
    if (!workflow) throw notFound('workflow')
    const days = await loadDays(ctx, workflowId)
    const tally = total(days)
    return {
      workflow,
      versions: await ctx.sql<VersionLine>(VERSIONS, [workflowId]),
      strip: await loadStrip(ctx, workflowId, STRIP),
      ...{ days, tally, ppm: conformancePpm(tally) },
      assessments: await loadAssessments(ctx, workflowId),
    }
  },
)
