import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { z } from 'zod'
import type { Permission } from '@/domain/access/permissions'
import { AppError, type ErrorCode } from '@/lib/errors'
import { unexpected } from '@/services/unexpected'
import type { RequestContext } from './context'

/** What the denial matrix reads from `appRouter._def.procedures`: which verb stands behind a path. */
export interface ProcedureMeta {
  verb: { action: string; can: Permission; kind: 'query' | 'mutation'; input: z.ZodType }
  /** true = answers before sign-in (the host is known, the person is not) */
  isPublic?: boolean
}

const TRPC_CODE = {
  INVALID: 'BAD_REQUEST',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  LIMIT: 'TOO_MANY_REQUESTS',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<ErrorCode, TRPCError['code']>

/** A schema's complaints as JSON pointers into the input. */
function invalid(error: z.core.$ZodError): AppError {
  const details = error.issues.map(({ path, message }) => ({
    pointer: `/${path.map(String).join('/')}`,
    detail: message,
  }))
  return new AppError('INVALID', details.map(({ detail }) => detail).join(' '), details, { cause: error })
}

/** Known errors keep their words; unknown ones are logged and hidden behind the request id. */
function publicError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error
  if (error instanceof z.core.$ZodError) return invalid(error)
  return unexpected(error, requestId)
}

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer: superjson,
    errorFormatter({ shape, error }) {
      const app = error.cause instanceof AppError ? error.cause : null
      const { stack: _, ...data } = shape.data
      return { ...shape, data: { ...data, appCode: app?.code ?? null, details: app?.details ?? [] } }
    },
  })

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** The one place where a verb's error becomes the transport's. */
const mapErrors = t.middleware(async ({ ctx, next }) => {
  const result = await next()
  if (result.ok) return result
  const known = publicError(result.error.cause ?? result.error, ctx.requestId)
  throw new TRPCError({ code: TRPC_CODE[known.code], message: known.message, cause: known })
})

export const baseProcedure = t.procedure.use(mapErrors)
