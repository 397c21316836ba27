import type { MonthAction, MonthFile } from '@/domain/month/schema'
import { requestChange } from '@/services/change/request'
import { pauseExpectation } from '@/services/expectation/pause'
import { resumeExpectation } from '@/services/expectation/resume'
import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { addIncidentNote } from '@/services/incident/add-note'
import { pauseIncident } from '@/services/incident/pause'
import { resolveIncident } from '@/services/incident/resolve'
import { resumeIncident } from '@/services/incident/resume'
import { recordVersion } from '@/services/version/record'
import { rowsOf } from '../sender'
import { approve } from './approve'
import { reportGap } from './gap'
import { maintenanceSteps } from './maintenance'
import type { Step } from './step'
import { idOf, type World } from './world'

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
    case 'pause_clock': {
      const incidentId = await incidentOf(world, action.incident)
      await pauseIncident(ada, { incidentId, reason: action.reason, note: null })
      return
    }
    case 'resume_clock':
      await resumeIncident(ada, resumeIncident.input.parse({ incidentId: await incidentOf(world, action.incident) }))
      return
    case 'report_gap':
      return reportGap(world, action)
    case 'freeze':
      return
  }
}

/** Everything people do in the file, in order of time. */
export function stepsOf(file: MonthFile, world: World): Step[] {
  const acts = file.actions.map((action): Step => ({ at: action.at, run: () => act(world, action) }))
  return [...acts, ...maintenanceSteps(file, world)].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}
