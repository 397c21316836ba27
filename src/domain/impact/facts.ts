import { z } from 'zod'

const Shift = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('closed'), opensAt: z.iso.datetime().nullable() }),
  z.object({ kind: z.literal('unknown') }),
])

/** What a rank was made of. Holds no name: only numbers, states and instants. */
export const ImpactFacts = z.object({
  tier: z.int(),
  shift: Shift,
  workflows: z.int(),
  processes: z.int(),
  clients: z.int(),
  lines: z.int(),
  systems: z.int(),
  clock: z.enum(['breached', 'at_risk', 'ok', 'none']),
  isBudgetSpent: z.boolean(),
  /** null = the senders name none */
  orders: z.int().nullable(),
})
export type ImpactFacts = z.output<typeof ImpactFacts>

/** As stored: the incident's own facts, and those of the group it leads, which may reach into other clients. */
export const RankFacts = z.object({ rank: z.int(), own: ImpactFacts, group: ImpactFacts.nullable() })
export type RankFacts = z.output<typeof RankFacts>

/**
 * The facts that a reader may know. Whoever sees only some clients is told of the incident itself: how many other clients a
 * group reaches is not his to know.
 */
export function factsFor(stored: unknown, seesEveryClient: boolean): ImpactFacts | null {
  const parsed = RankFacts.safeParse(stored)
  if (!parsed.success) return null
  return (seesEveryClient && parsed.data.group) || parsed.data.own
}

/** One line of the explanation: a key of the catalogue (`impact.<key>`) with its numbers. */
export type ImpactReason =
  | { key: 'tier'; tier: number }
  | { key: 'shift_open' | 'shift_unknown' | 'closed_for_long' }
  | { key: 'shift_closed'; opensAt: string }
  | { key: 'workflows' | 'processes' | 'clients' | 'lines' | 'systems'; count: number }
  | { key: 'clock_breached' | 'clock_at_risk' | 'clock_ok' | 'clock_none' | 'budget_spent' }
  | { key: 'orders'; count: number }
  | { key: 'orders_unknown' }

function shiftReason(shift: ImpactFacts['shift']): ImpactReason {
  if (shift.kind !== 'closed') return { key: shift.kind === 'open' ? 'shift_open' : 'shift_unknown' }
  return shift.opensAt ? { key: 'shift_closed', opensAt: shift.opensAt } : { key: 'closed_for_long' }
}

/** Why the rank is what it is, the strongest kind of reason first; what is unknown says so. */
export function reasonsOf(facts: ImpactFacts): ImpactReason[] {
  const counted = (['clients', 'workflows', 'processes', 'lines', 'systems'] as const).flatMap((key): ImpactReason[] =>
    facts[key] > (key === 'lines' || key === 'systems' ? 0 : 1) ? [{ key, count: facts[key] }] : [],
  )
  return [
    { key: 'tier', tier: facts.tier },
    shiftReason(facts.shift),
    ...counted,
    { key: `clock_${facts.clock}` },
    ...(facts.isBudgetSpent ? [{ key: 'budget_spent' } as const] : []),
    facts.orders === null ? { key: 'orders_unknown' } : { key: 'orders', count: facts.orders },
  ]
}
