import { z } from 'zod'
import { upcoming } from '@/domain/maintenance/lifecycle'
import { MaintenancePlan, MaintenanceScope } from '@/domain/maintenance/schema'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { COVERED, type CoveredWorkflow } from './get'

const SHOWN = 10

/** When a plan would happen and what it would cover, before anybody is asked. */
export const previewMaintenance = query(
  {
    action: 'maintenance.preview',
    can: 'client.read',
    input: z.strictObject({ clientId: zId, scope: MaintenanceScope, plan: MaintenancePlan }),
  },
  async (ctx, { clientId, scope, plan }) => {
    const siteId = scope.kind === 'site' ? scope.siteId : null
    const workflowIds = scope.kind === 'workflows' ? scope.workflowIds : []
    return {
      occurrences: upcoming(plan, ctx.now, SHOWN).map(({ from, to }) => ({ from, to })),
      covered: await ctx.sql<CoveredWorkflow>(COVERED, [clientId, scope.kind, siteId, workflowIds]),
    }
  },
)
