import type { z } from 'zod'
import { can } from '@/domain/access/actor'
import type { Permission } from '@/domain/access/permissions'
import type { PlanRule } from '@/domain/plan/gate'
import { withTenant, withTenantSql } from '@/infra/db'
import { traced } from '@/infra/tracing'
import { AppError } from '@/lib/errors'
import { emitter } from '@/queue/outbox'
import { type AuditFact, appendAudit } from './audit/append'
import type { Caller, MutationContext, QueryContext } from './context'
import { asAppError } from './database-errors'
import { demandPlan } from './plan/demand'

/** What every verb carries as data: docs, OpenAPI and the denial matrix are generated from it. */
export interface VerbSpec<Input extends z.ZodType> {
  /** `noun.verb`: the audit action, the trace's name, the key in the registries. */
  action: string
  can: Permission
  input: Input
  /** absent: closed in read-only when its permission is one of set-up; see `domain/plan/gate` */
  plan?: PlanRule
}

/** How a mutation ends: its output and the facts for the audit trail. Made by `audited` and `unchanged` only. */
export interface Outcome<Output> {
  output: Output
  facts: readonly AuditFact[]
}

/** The usual end: something changed, and this is the record of it. */
export function audited<Output>(output: Output, ...facts: [AuditFact, ...AuditFact[]]): Outcome<Output> {
  return { output, facts }
}

/** Nothing that needs a record; `_why` says so to the reader. */
export function unchanged<Output>(output: Output, _why: string): Outcome<Output> {
  return { output, facts: [] }
}

export interface Verb<Input extends z.ZodType, Output> extends VerbSpec<Input> {
  kind: 'query' | 'mutation'
  (caller: Caller, input: z.output<Input>): Promise<Output>
}

/** A mutation can also join a transaction that is already open. */
export interface Mutation<Input extends z.ZodType, Output> extends Verb<Input, Output> {
  within(ctx: MutationContext, input: z.output<Input>): Promise<Output>
}

/** Refuses a caller whose role or key lacks the permission. */
export function demand(caller: Caller, spec: { action: string; can: Permission }): void {
  if (!can(caller.actor, spec.can)) {
    throw new AppError('FORBIDDEN', `Your role does not allow "${spec.action}". It needs the permission ${spec.can}.`)
  }
}

/** A verb that changes something: permission, sealed transaction, audit and outbox in one commit. */
export function mutation<Input extends z.ZodType, Output>(
  spec: VerbSpec<Input>,
  run: (ctx: MutationContext, input: z.output<Input>) => Promise<Outcome<Output>>,
): Mutation<Input, Output> {
  const within = async (ctx: MutationContext, input: z.output<Input>) => {
    const outcome = await run(ctx, input)
    for (const fact of outcome.facts) await appendAudit(ctx, spec.action, fact)
    return outcome.output
  }
  const verb = async ({ once, ...caller }: Caller, input: z.output<Input>) => {
    demand(caller, spec)
    return traced(spec.action, () =>
      withTenant(caller.scope, async (tenant) => {
        const ctx = { ...caller, ...tenant, emit: emitter(caller.scope, tenant) }
        await once?.begin(ctx)
        await demandPlan(caller, spec, tenant.sql)
        const output = await within(ctx, input)
        await once?.end(ctx, output)
        return output
      }).catch(asAppError),
    )
  }
  return Object.assign(verb, { ...spec, kind: 'mutation' as const, within })
}

/** A verb that only reads: permission and a sealed read-only transaction. */
export function query<Input extends z.ZodType, Output>(
  spec: VerbSpec<Input>,
  run: (ctx: QueryContext, input: z.output<Input>) => Promise<Output>,
): Verb<Input, Output> {
  const verb = async (caller: Caller, input: z.output<Input>) => {
    demand(caller, spec)
    return traced(spec.action, () =>
      withTenantSql(caller.scope, (sql, now) => run({ ...caller, sql, now }, input)).catch(asAppError),
    )
  }
  return Object.assign(verb, { ...spec, kind: 'query' as const })
}
