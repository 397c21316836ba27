import { createCallerFactory, router } from './init'
import { sessionRouter } from './routers/session'

/** One line per noun. */
export const appRouter = router({
  session: sessionRouter,
})
export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
