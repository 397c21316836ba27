import { TRPCError } from '@trpc/server'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { localPath } from '@/lib/local-path'
import type { Caller } from '@/services/context'
import { isPlatformHost } from '@/services/partner/resolve-host'
import type { LiveSession } from '@/services/session/read'
import { createContext, type RequestContext } from './context'
import { requirePartner, visitorCaller } from './procedures'
import { createCaller } from './root'

/** One context per request, so one session read, however many components ask. */
export const requestContext: () => Promise<RequestContext> = cache(async () =>
  createContext(new Headers(await headers())),
)

/** The API for server components: `const { incidents } = await page((api) => api.incident.list({}))`. */
export const serverApi = cache(async () => createCaller(await requestContext()))
export type ServerApi = Awaited<ReturnType<typeof serverApi>>

/** To the sign-in page, and from there back to where the reader wanted to go. */
async function toSignIn(): Promise<never> {
  const wanted = localPath((await headers()).get('x-path'))
  redirect(wanted === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(wanted)}`)
}

/** The session, or the sign-in page. */
export const requireSession: () => Promise<LiveSession> = cache(
  async () => (await (await requestContext()).session()) ?? toSignIn(),
)

/** The sign-in page's own caller; for server actions and handlers before there is a session. */
export async function visitor(): Promise<Caller> {
  const context = await requestContext()
  return visitorCaller(requirePartner(context), context.requestId)
}

/** Somebody on the platform's own page who has no partner yet: a tenant id to be, and nothing more. */
export async function founder(): Promise<Caller> {
  const { partner, host, requestId } = await requestContext()
  if (partner || !isPlatformHost(host)) notFound()
  return visitorCaller({ tenantId: newId(), clientId: null, host }, requestId)
}

/** Reads for a page: what is not there, not yours or no address of ours is the 404 page, no session is the sign-in page. */
export async function page<T>(read: (api: ServerApi) => Promise<T>): Promise<T> {
  try {
    return await read(await serverApi())
  } catch (error) {
    if (!(error instanceof TRPCError && error.cause instanceof AppError)) throw error
    if (error.cause.code === 'UNAUTHENTICATED') return toSignIn()
    if (['NOT_FOUND', 'FORBIDDEN', 'INVALID'].includes(error.cause.code)) notFound()
    throw error
  }
}
