import { createCallerFactory, router } from './init'
import { auditRouter } from './routers/audit'
import { billingRouter } from './routers/billing'
import { boardRouter } from './routers/board'
import { brandRouter, partnerRouter } from './routers/brand'
import { calendarRouter } from './routers/calendar'
import { channelRouter } from './routers/channel'
import { checkpointRouter } from './routers/checkpoint'
import { clientRouter } from './routers/client'
import { clientImportRouter } from './routers/client-import'
import { connectionRouter } from './routers/connection'
import { correlationRouter } from './routers/correlation'
import { deadLetterRouter } from './routers/dead-letter'
import { expectationRouter } from './routers/expectation'
import { figureRouter } from './routers/figure'
import { approvalRouter, changeRouter, findingRouter, governanceRouter, policyRouter } from './routers/governance'
import { hostRouter } from './routers/host'
import { incidentRouter } from './routers/incident'
import { creditRouter, invoiceRouter, priceBookRouter } from './routers/invoice'
import { keyRouter, sourceRouter } from './routers/key'
import { mailRouter } from './routers/mail'
import { maintenanceRouter } from './routers/maintenance'
import { invitationRouter, memberRouter } from './routers/member'
import { monthRouter } from './routers/month'
import { onCallRouter } from './routers/on-call'
import { onboardingRouter } from './routers/onboarding'
import { packRouter } from './routers/pack'
import { portalRouter } from './routers/portal'
import { processRouter } from './routers/process'
import { contractRouter, objectiveRouter } from './routers/promise'
import { reportRouter } from './routers/report'
import { runRouter } from './routers/run'
import { searchRouter } from './routers/search'
import { sessionRouter } from './routers/session'
import { equipmentRouter, siteRouter } from './routers/site'
import { systemRouter } from './routers/system'
import { webhookRouter } from './routers/webhook'
import { workflowRouter } from './routers/workflow'

/** One line per noun. */
export const appRouter = router({
  approval: approvalRouter,
  audit: auditRouter,
  change: changeRouter,
  finding: findingRouter,
  governance: governanceRouter,
  policy: policyRouter,
  billing: billingRouter,
  board: boardRouter,
  brand: brandRouter,
  calendar: calendarRouter,
  checkpoint: checkpointRouter,
  client: clientRouter,
  clientImport: clientImportRouter,
  contract: contractRouter,
  correlation: correlationRouter,
  deadLetter: deadLetterRouter,
  equipment: equipmentRouter,
  connection: connectionRouter,
  expectation: expectationRouter,
  figure: figureRouter,
  host: hostRouter,
  incident: incidentRouter,
  invitation: invitationRouter,
  key: keyRouter,
  mail: mailRouter,
  credit: creditRouter,
  invoice: invoiceRouter,
  priceBook: priceBookRouter,
  maintenance: maintenanceRouter,
  member: memberRouter,
  onboarding: onboardingRouter,
  pack: packRouter,
  month: monthRouter,
  objective: objectiveRouter,
  onCall: onCallRouter,
  partner: partnerRouter,
  portal: portalRouter,
  process: processRouter,
  report: reportRouter,
  run: runRouter,
  search: searchRouter,
  session: sessionRouter,
  site: siteRouter,
  source: sourceRouter,
  system: systemRouter,
  channel: channelRouter,
  webhook: webhookRouter,
  workflow: workflowRouter,
})
export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
