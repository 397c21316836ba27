import { z } from 'zod'
import { zId } from '@/lib/ids'
import type { PortalComponent } from './status'

/** A person can say that a step moves, is slow or stands; what is quiet or unknown is never said by hand. */
export const OVERRIDE_STATES = ['moving', 'slow', 'stopped'] as const
export type OverrideState = (typeof OVERRIDE_STATES)[number]

const LONGEST_MS = 7 * 86_400_000

export const OverrideInput = z.strictObject({
  clientId: zId,
  processId: zId,
  state: z.enum(OVERRIDE_STATES, `state: must be one of ${OVERRIDE_STATES.join(', ')}`),
  reason: z
    .string('reason: must be text')
    .trim()
    .min(3, 'reason: say in plant words why, in at least 3 characters')
    .max(300, 'reason: must have at most 300 characters'),
  untilAt: z.coerce.date('untilAt: must be a time'),
})

/** Why an override cannot end then; null when it can. */
export function untilProblem(untilAt: Date, now: Date): string | null {
  if (untilAt <= now) return 'untilAt: must lie ahead'
  return untilAt.getTime() - now.getTime() > LONGEST_MS ? 'untilAt: must be at most 7 days ahead' : null
}

/** A person's word about a step, as long as it holds. */
export interface PortalOverride {
  processId: string
  state: OverrideState
  reason: string
  setAt: Date
  untilAt: Date
}

/** The state said by hand stands before the automatic one until its time is over. */
export function withOverrides(
  components: readonly PortalComponent[],
  overrides: readonly PortalOverride[],
  now: Date,
): PortalComponent[] {
  const held = new Map(overrides.filter(({ untilAt }) => untilAt > now).map((each) => [each.processId, each]))
  return components.map((component) => {
    const said = held.get(component.processId)
    if (!said) return component
    const since = said.state === 'moving' ? null : said.state === component.state ? component.since : said.setAt
    return { ...component, state: said.state, since, said: { reason: said.reason, untilAt: said.untilAt } }
  })
}
