import { z } from 'zod'
import { loadFacts, loadOpenIncidents, loadRules } from '@/services/health/facts'
import { groupByWorkflow } from '@/services/health/rows'
import { type HealthState, healthOf, worstOf } from '@/services/health/state'
import { query } from '../define'
import { loadClients } from './clients'

/** What the console's frame shows on every page. */
export interface NavModel {
  /** unresolved */
  incidents: number
  /** not retired */
  workflows: number
  clients: { id: string; slug: string; name: string; state: HealthState | null }[]
}

/** The frame's counts and each client's worst state, in four statements. */
export const getNav = query(
  { action: 'board.nav', can: 'workflow.read', input: z.strictObject({}) },
  async (ctx): Promise<NavModel> => {
    const clients = await loadClients(ctx)
    const workflows = (await loadFacts(ctx, {})).filter(({ lifecycle }) => lifecycle !== 'retired')
    const rules = groupByWorkflow(await loadRules(ctx, {}))
    const open = await loadOpenIncidents(ctx, {})
    const incidents = groupByWorkflow(open)
    const states = workflows.map((workflow) => ({
      clientId: workflow.client.id,
      state: healthOf({
        ...workflow,
        expectations: rules.get(workflow.id) ?? [],
        incidents: incidents.get(workflow.id) ?? [],
      }).state,
    }))
    const stateOf = (clientId: string) =>
      worstOf(states.flatMap((each) => (each.clientId === clientId && each.state !== 'unknown' ? [each.state] : [])))
    return {
      incidents: open.length,
      workflows: workflows.length,
      clients: clients.map(({ id, slug, name }) => ({ id, slug, name, state: stateOf(id) })),
    }
  },
)
