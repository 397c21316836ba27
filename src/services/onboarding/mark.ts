import { z } from 'zod'
import { isPartnerStep, MARKS, STEPS } from '@/domain/onboarding/journey'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'

const input = z.strictObject({
  /** the journey's client; left out for steps of the partner itself */
  clientId: zId.nullish().transform((id) => id ?? null),
  step: z.enum([...STEPS, 'all'], `step: must be one of ${STEPS.join(', ')}, all`),
  mark: z.enum(MARKS, `mark: must be one of ${MARKS.join(', ')}`),
})

const UPSERT = `
INSERT INTO onboarding_mark (tenant_id, id, client_id, step, mark, marked_by, marked_at)
VALUES (:tenant, $1::uuid, $2::uuid, $3, $4, $5, $6)
ON CONFLICT (tenant_id, client_id, step) DO UPDATE SET mark = excluded.mark, marked_by = excluded.marked_by, marked_at = excluded.marked_at
RETURNING id`

/** Whom a step is about, by name; a step of the partner is about no client, and only who sees every client says it. */
async function subjectOf(ctx: MutationContext, clientId: string | null, isPartner: boolean) {
  const client = clientId ? await loadActiveClient(ctx, clientId) : null
  if (isPartner && ctx.scope.clientIds !== null)
    throw new AppError('FORBIDDEN', 'You work for named clients only. Ask an owner to decide this step.')
  if (isPartner) return null
  if (!client) throw new AppError('INVALID', 'clientId: name the client this step is about.')
  return client
}

/** Skips a step of the first hour, keeps what is there, or takes that back; `all` puts the whole journey away. */
export const markStep = mutation(
  { action: 'onboarding.mark', can: 'client.manage', input },
  async (ctx, { clientId, step, mark }) => {
    const client = await subjectOf(ctx, clientId, step === 'all' || isPartnerStep(step))
    const values = [newId(), client?.id ?? null, step, mark, ctx.actor.name, ctx.now]
    await ctx.sql(UPSERT, values)
    return audited(
      { step, mark },
      {
        subject: { kind: 'onboarding', id: client?.id ?? ctx.scope.tenantId, name: step },
        ...(client && { clientId: client.id }),
        after: { step, mark },
      },
    )
  },
)
