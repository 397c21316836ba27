import type { RestRoute } from './route'
import { calendarRoutes } from './routes/calendar'
import { clientRoutes } from './routes/client'
import { connectionRoutes } from './routes/connection'
import { contractRoutes } from './routes/contract'
import { executionRoutes } from './routes/execution'
import { expectationRoutes } from './routes/expectation'
import { figureRoutes } from './routes/figure'
import { approvalRoutes } from './routes/governance/approval'
import { auditRoutes } from './routes/governance/audit'
import { changeRoutes } from './routes/governance/change'
import { incidentRoutes } from './routes/incident'
import { incidentClockRoutes } from './routes/incident/clock'
import { incidentWorkRoutes } from './routes/incident/work'
import { maintenanceRoutes } from './routes/maintenance'
import { monthRoutes } from './routes/month'
import { objectiveRoutes } from './routes/objective'
import { processRoutes } from './routes/process'
import { reportRoutes } from './routes/report'
import { sourceRoutes } from './routes/source'
import { webhookRoutes } from './routes/webhook'
import { workflowRoutes } from './routes/workflow'

/** The public API: one line per verb, one file per noun. Documents, doors and the denial matrix are made from this list. */
export const REST_ROUTES: readonly RestRoute[] = [
  ...clientRoutes,
  ...calendarRoutes,
  ...changeRoutes,
  ...approvalRoutes,
  ...processRoutes,
  ...workflowRoutes,
  ...executionRoutes,
  ...connectionRoutes,
  ...expectationRoutes,
  ...incidentRoutes,
  ...maintenanceRoutes,
  ...incidentClockRoutes,
  ...incidentWorkRoutes,
  ...objectiveRoutes,
  ...reportRoutes,
  ...monthRoutes,
  ...figureRoutes,
  ...contractRoutes,
  ...sourceRoutes,
  ...webhookRoutes,
  ...auditRoutes,
]
