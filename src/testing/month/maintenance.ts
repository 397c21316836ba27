import type { MonthFile, MonthWindow } from '@/domain/month/schema'
import { createMaintenance } from '@/services/maintenance/create'
import { changeOccurrence } from '@/services/maintenance/edit'
import { rowsOf } from '../sender'
import { approve } from './approve'
import type { Step } from './step'
import { idOf, type World } from './world'

const REASON = 'As the month file says'

interface Asked {
  maintenanceId: string
  revision: number
}

async function requestOf({ tenantId }: World, { maintenanceId, revision }: Asked): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    `SELECT approval_request_id AS id FROM maintenance_revision WHERE tenant_id = $1 AND maintenance_id = $2 AND number = $3`,
    [tenantId, maintenanceId, revision],
  )
  if (!row) throw new Error('a window that was asked for has its request')
  return row.id
}

function contentOf(file: MonthFile, world: World, window: MonthWindow) {
  const { key, scope, startLocal, durationS, rrule } = window
  const ids = scope.kind === 'workflows' ? scope.workflows.map((each) => idOf(world.workflows, each)) : []
  const covered = {
    client: { kind: 'client' },
    site: { kind: 'site', siteId: world.siteId },
    workflows: { kind: 'workflows', workflowIds: ids },
  }
  const plan = { zone: file.site.zone, startLocal, durationS, rrule }
  return createMaintenance.input.parse({
    clientId: world.clientId,
    title: key,
    work: REASON,
    scope: covered[scope.kind],
    plan,
  })
}

/** A window is asked for, and each of its editions; an approval is for the edition that stands when it is given. */
function stepsOfWindow(file: MonthFile, world: World, window: MonthWindow): Step[] {
  const changes = [
    ...window.moves.map(({ to, ...change }) => ({ ...change, startLocal: to })),
    ...window.cancellations.map((change) => ({ ...change, startLocal: null })),
  ].toSorted((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime())
  const editions: (Asked | null)[] = Array.from({ length: changes.length + 1 }, () => null)
  const ask = async (index: number) => {
    const change = changes[index - 1]
    const before = editions[index - 1]
    if (change && before) {
      const { occurrence, startLocal } = change
      const { maintenanceId, revision: basedOn } = before
      const given = { maintenanceId, basedOn, occurrence, startLocal, reason: REASON }
      editions[index] = await changeOccurrence(world.ada, changeOccurrence.input.parse(given))
    } else editions[index] = await createMaintenance(world.ada, contentOf(file, world, window))
  }
  return [window, ...changes].flatMap(({ requestedAt, approvedAt }, index): Step[] => {
    const asked: Step = { at: requestedAt, run: () => ask(index) }
    if (!approvedAt) return [asked]
    const run = async () => {
      const edition = editions[index]
      if (edition) await approve(world, await requestOf(world, edition))
    }
    return [asked, { at: approvedAt, run }]
  })
}

export function maintenanceSteps(file: MonthFile, world: World): Step[] {
  return file.maintenance.flatMap((window) => stepsOfWindow(file, world, window))
}
