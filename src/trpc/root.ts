import { createCallerFactory, router } from './init'
import { brandRouter, partnerRouter } from './routers/brand'
import { keyRouter, sourceRouter } from './routers/key'
import { invitationRouter, memberRouter } from './routers/member'
import { processRouter } from './routers/process'
import { sessionRouter } from './routers/session'
import { equipmentRouter, siteRouter } from './routers/site'
import { systemRouter } from './routers/system'

/** One line per noun. */
export const appRouter = router({
  brand: brandRouter,
  equipment: equipmentRouter,
  invitation: invitationRouter,
  key: keyRouter,
  member: memberRouter,
  partner: partnerRouter,
  process: processRouter,
  session: sessionRouter,
  site: siteRouter,
  source: sourceRouter,
  system: systemRouter,
})
export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
