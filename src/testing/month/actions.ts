import type { MonthAction, MonthFile } from '@/domain/month/schema'
import { platformQuery } from '@/infra/db'
import { decideApproval } from '@/services/approval/decide'
import { requestChange } from '@/services/change/request'
import { pauseExpectation } from '@/services/expectation/pause'
import { resumeExpectation } from '@/services/expectation/resume'
import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { addIncidentNote } from '@/services/incident/add-note'
import { resolveIncident } from '@/services/incident/resolve'
import { recordVersion } from '@/services/version/record'
import { rowsOf } from '../sender'
import { idOf, type World } from './world'

/** Something people do at a moment. */
export interface Step {
  at: Date
  run(): Promise<void>
}

type IncidentRef = Extract<MonthAction, { do: 'acknowledge' }>['incident']

const INCIDENT = `
SELECT id FROM incident WHERE tenant_id = $1 AND workflow_id = $2 AND kind::text = $3 AND ($4::int IS NOT NULL OR status <> 'resolved')
ORDER BY opened_at, number`

/** The nth of its kind, else the latest that is not resolved. */
async function incidentOf({ tenantId, workflows }: World, { workflow, kind, nth }: IncidentRef): Promise<string> {
  const rows = await rowsOf<{ id: string }>(INCIDENT, [tenantId, idOf(workflows, workflow), kind, nth ?? null])
  const found = nth ? rows[nth - 1] : rows.at(-1)
  if (!found) throw new Error(`there is no ${kind} incident ${nth ?? 'open'} of ${workflow} at this moment`)
  return found.id
}

/** Both approvers say yes to what stands open about a subject; one may be enough. */
export async function approve(world: World, requestId: string): Promise<void> {
  for (const approver of world.approvers) {
    const [request] = await platformQuery<{ status: string; content_hash: string }>(
      'SELECT status, content_hash FROM approval_request WHERE tenant_id = $1 AND id = $2',
      [world.tenantId, requestId],
    )
    if (request?.status !== 'open') return
    const given = {
      requestId,
      decision: 'approve',
      reason: 'As the month file says',
      contentHash: request.content_hash,
    }
    await decideApproval(approver, decideApproval.input.parse(given))
  }
}

async function approveVersion(
  world: World,
  { workflow, definitionHash }: Extract<MonthAction, { do: 'approve_version' }>,
) {
  const { ada, tenantId } = world
  const workflowId = idOf(world.workflows, workflow)
  const sight = { workflowId, definition: { hash: definitionHash }, hash: definitionHash, externalVersionId: null }
  const { versionId } = await recordVersion(ada, { ...sight, seenAt: new Date(), isActive: false })
  const words = {
    title: `Definition ${definitionHash}`.slice(0, 120),
    why: 'As the month file says',
    risk: 'None known',
  }
  const { changeId } = await requestChange(ada, requestChange.input.parse({ versionId, ...words }))
  const [change] = await rowsOf<{ request_id: string }>(
    'SELECT request_id FROM change WHERE tenant_id = $1 AND id = $2',
    [tenantId, changeId],
  )
  if (change) await approve(world, change.request_id)
}

async function act(world: World, action: MonthAction): Promise<void> {
  const { ada } = world
  switch (action.do) {
    case 'acknowledge':
      await acknowledgeIncident(ada, { incidentId: await incidentOf(world, action.incident) })
      return
    case 'note': {
      const incidentId = await incidentOf(world, action.incident)
      await addIncidentNote(ada, { incidentId, audience: action.audience, body: action.text })
      return
    }
    case 'resolve':
      await resolveIncident(ada, { incidentId: await incidentOf(world, action.incident), resolution: action.text })
      return
    case 'pause_expectation':
      await pauseExpectation(ada, { expectationId: idOf(world.expectations, action.expectation) })
      return
    case 'resume_expectation':
      await resumeExpectation(ada, { expectationId: idOf(world.expectations, action.expectation) })
      return
    case 'approve_version':
      return approveVersion(world, action)
    case 'pause_clock':
    case 'resume_clock':
    case 'report_gap':
      throw new Error(`${action.do} is not played yet`)
    case 'freeze':
      return
  }
}

/** Everything people do in the file, in order of time. */
export function stepsOf(file: MonthFile, world: World): Step[] {
  const acts = file.actions.map((action): Step => ({ at: action.at, run: () => act(world, action) }))
  return acts.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}
