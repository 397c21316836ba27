import { createCallerFactory, router } from './init'
import { brandRouter, partnerRouter } from './routers/brand'
import { keyRouter, sourceRouter } from './routers/key'
import { invitationRouter, memberRouter } from './routers/member'
import { sessionRouter } from './routers/session'

/** One line per noun. */
export const appRouter = router({
  brand: brandRouter,
  invitation: invitationRouter,
  key: keyRouter,
  member: memberRouter,
  partner: partnerRouter,
  session: sessionRouter,
  source: sourceRouter,
})
export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
