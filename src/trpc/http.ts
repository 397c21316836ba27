import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { BATCH_MAX } from './client-error'
import { createContext } from './context'
import { appRouter } from './root'
import { isSameOrigin } from './same-origin'

/** `/api/trpc`: the console's transport. Other sites cannot post to it with a visitor's cookie. */
export function handleTrpc(request: Request): Promise<Response> | Response {
  if (!isSameOrigin(request.method, request.headers)) {
    return Response.json({ error: 'Requests from another origin are refused.' }, { status: 403 })
  }
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
    maxBatchSize: BATCH_MAX,
    responseMeta: () => ({ headers: { 'cache-control': 'private, no-store' } }),
  })
}
