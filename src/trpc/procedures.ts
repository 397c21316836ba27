import type { z } from 'zod'
import { mintScope } from '@/domain/access/scope'
import { AppError, notFound } from '@/lib/errors'
import type { Caller } from '@/services/context'
import type { Verb } from '@/services/define'
import type { PartnerHost } from '@/services/partner/resolve-host'
import type { LiveSession } from '@/services/session/read'
import type { RequestContext } from './context'
import { baseProcedure } from './init'

/** A signed-in person, sealed into the partner (and clients) of their membership. */
function memberCaller(session: LiveSession, requestId: string): Caller {
  return { scope: mintScope(session.tenantId, session.clientIds), actor: session.actor, requestId }
}

/** Somebody on a partner's (or one client's) sign-in page: may do nothing but prove who they are. */
export function visitorCaller({ tenantId, clientId }: PartnerHost, requestId: string): Caller {
  return {
    scope: mintScope(tenantId, clientId === null ? null : [clientId]),
    actor: { kind: 'visitor', name: 'sign-in page' },
    requestId,
  }
}

/** The caller of a request, or UNAUTHENTICATED. */
async function requireMember(ctx: RequestContext): Promise<Caller> {
  const session = await ctx.session()
  if (!session) throw new AppError('UNAUTHENTICATED', 'Sign in to continue.')
  return memberCaller(session, ctx.requestId)
}

/** The partner of the request's host, or NOT_FOUND. */
export function requirePartner(ctx: RequestContext): PartnerHost {
  if (!ctx.partner) throw notFound('partner at this address')
  return ctx.partner
}

/** Host known, person unknown. */
const publicProcedure = baseProcedure.use(({ ctx, next }) => {
  const partner = requirePartner(ctx)
  return next({ ctx: { partner, caller: visitorCaller(partner, ctx.requestId) } })
})

/** Session and membership are live, re-read for this request. */
const memberProcedure = baseProcedure.use(async ({ ctx, next }) => {
  return next({ ctx: { caller: await requireMember(ctx) } })
})

/** A router line for a reading verb. */
export function queryOf<Input extends z.ZodType, Output>(verb: Verb<Input, Output>) {
  return memberProcedure
    .meta({ verb })
    .input(verb.input)
    .query(({ ctx, input }) => verb(ctx.caller, input as z.output<Input>))
}

/** A router line for a changing verb. */
export function mutationOf<Input extends z.ZodType, Output>(verb: Verb<Input, Output>) {
  return memberProcedure
    .meta({ verb })
    .input(verb.input)
    .mutation(({ ctx, input }) => verb(ctx.caller, input as z.output<Input>))
}

/** A router line for a reading verb before sign-in; works only for verbs whose `can` is `sign-in`. */
export function publicQueryOf<Input extends z.ZodType, Output>(verb: Verb<Input, Output>) {
  return publicProcedure
    .meta({ verb, isPublic: true })
    .input(verb.input)
    .query(({ ctx, input }) => verb(ctx.caller, input as z.output<Input>))
}

/** A router line for a verb before sign-in; works only for verbs whose `can` is `sign-in`. */
export function publicMutationOf<Input extends z.ZodType, Output>(verb: Verb<Input, Output>) {
  return publicProcedure
    .meta({ verb, isPublic: true })
    .input(verb.input)
    .mutation(({ ctx, input }) => verb(ctx.caller, input as z.output<Input>))
}
