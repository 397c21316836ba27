import { z } from 'zod'
import { isClientRole } from '@/domain/access/roles'
import { loadFacts, loadOpenIncidents, loadRules } from '@/services/health/facts'
import { groupByWorkflow } from '@/services/health/rows'
import { type HealthState, healthOf, worstOf } from '@/services/health/state'
import { waitingFor } from '../approval/list'
import type { QueryContext } from '../context'
import { query } from '../define'
import { loadStanding } from '../plan/standing'
import { loadClients } from './clients'

/** What the console's frame shows on every page. */
export interface NavModel {
  /** unresolved */
  incidents: number
  /** not retired */
  workflows: number
  /** decisions that wait for the reader */
  approvals: number
  /** findings that are open and not waived */
  findings: number
  clients: { id: string; slug: string; name: string; state: HealthState | null }[]
  /** what people of the partner are told while the plan threatens set-up, or has closed it */
  setUp: { isClosed: boolean; closesAt: Date | null } | null
}

async function loadSetUp({ sql, actor }: QueryContext): Promise<NavModel['setUp']> {
  if (actor.kind !== 'user' || isClientRole(actor.role)) return null
  const { isWarned, isReadOnly, readOnlyFrom } = await loadStanding(sql)
  return isWarned ? { isClosed: isReadOnly, closesAt: readOnlyFrom } : null
}

const FINDINGS = `SELECT count(*)::int AS count FROM finding f
  WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND f.status = 'open'`

/** The frame's counts and each client's worst state, in eight statements. */
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
      incidents: open.filter(({ isListed }) => isListed).length,
      workflows: workflows.length,
      approvals: await waitingFor(ctx),
      findings: (await ctx.sql<{ count: number }>(FINDINGS))[0]?.count ?? 0,
      clients: clients.map(({ id, slug, name }) => ({ id, slug, name, state: stateOf(id) })),
      setUp: await loadSetUp(ctx),
    }
  },
)
