import type { Expectation, ExpectationInput } from '@/domain/expectation/schema'
import { specOf } from '@/domain/expectation/spec'
import { ownClient } from '@/infra/db'
import { AppError } from '@/lib/errors'
import type { MutationContext } from '../context'

/** The columns of a rule; the kind it is not stays null. */
export type RuleColumns = Omit<Expectation, 'createdAt' | 'plant'> & { triggerWorkflowId: string | null }

/** The columns of a rule as given. */
export function columnsOf(rule: ExpectationInput): RuleColumns {
  const { kind, zone, graceS, maxDurationS, calendar, graceClock, startS, assertions, alarm } = rule
  const spec = specOf({
    ...{ calendar, graceClock, startS, assertions, alarm },
    ...(rule.kind === 'calendar' && { at: rule.at }),
    ...(rule.kind === 'trigger' && { trigger: rule.trigger }),
    ...(rule.kind === 'list' && { key: rule.key }),
  })
  return {
    kind,
    cron: rule.kind === 'cron' ? rule.cron : null,
    intervalS: rule.kind === 'interval' ? rule.intervalS : null,
    triggerWorkflowId: rule.kind === 'trigger' ? rule.triggerWorkflowId : null,
    zone,
    graceS,
    maxDurationS,
    spec,
  }
}

/** A trigger is another workflow of the same client, one that the caller may see. */
export async function demandTrigger(
  ctx: MutationContext,
  workflow: { id: string; clientId: string },
  triggerWorkflowId: string | null,
): Promise<void> {
  if (triggerWorkflowId === null) return
  const where = { ...ownClient(ctx), id: triggerWorkflowId }
  const trigger = await ctx.tx.workflow.findFirst({ where, select: { clientId: true } })
  if (!trigger || trigger.clientId !== workflow.clientId) {
    throw new AppError('NOT_FOUND', 'triggerWorkflowId: this client has no such workflow.')
  }
  if (triggerWorkflowId === workflow.id) {
    throw new AppError('INVALID', 'triggerWorkflowId: must be another workflow than the one that follows it.', [
      { pointer: '/rule/triggerWorkflowId', detail: 'must be another workflow' },
    ])
  }
}
