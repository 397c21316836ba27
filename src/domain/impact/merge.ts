import type { ImpactFacts } from './facts'
import type { RankInput } from './rank'

/** What one incident touches, by id. */
export interface Touches {
  clientId: string
  workflowId: string
  processId: string | null
  lineId: string | null
  tier: number
  systems: readonly string[]
  /** null = unknown */
  orders: readonly string[] | null
  isBudgetSpent: boolean
  shift: ImpactFacts['shift']
  clock: ImpactFacts['clock']
}

const CLOCKS = ['breached', 'at_risk', 'ok', 'none'] as const

const distinct = (ids: readonly (string | null)[]) => new Set(ids.filter((id) => id !== null)).size

/** The most urgent of several plants: open, else unknown (nothing speaks for waiting), else the one that opens first. */
function soonest(shifts: readonly ImpactFacts['shift'][]): ImpactFacts['shift'] {
  const sure = shifts.find(({ kind }) => kind === 'open') ?? shifts.find(({ kind }) => kind === 'unknown')
  if (sure) return sure
  const opens = shifts.flatMap((shift) => (shift.kind === 'closed' && shift.opensAt ? [shift.opensAt] : [])).sort()
  return { kind: 'closed', opensAt: opens[0] ?? null }
}

/** Facts of one incident or of a whole group: each thing counts once, the worst state holds. */
export function mergeFacts(touched: readonly Touches[]): ImpactFacts {
  const orders = touched.flatMap((each) => each.orders ?? [])
  return {
    tier: Math.min(...touched.map(({ tier }) => tier)),
    shift: soonest(touched.map(({ shift }) => shift)),
    workflows: distinct(touched.map(({ workflowId }) => workflowId)),
    processes: distinct(touched.map(({ processId }) => processId)),
    clients: distinct(touched.map(({ clientId }) => clientId)),
    lines: distinct(touched.map(({ lineId }) => lineId)),
    systems: distinct(touched.flatMap(({ systems }) => systems)),
    clock: CLOCKS.find((state) => touched.some(({ clock }) => clock === state)) ?? 'none',
    isBudgetSpent: touched.some(({ isBudgetSpent }) => isBudgetSpent),
    orders: touched.every((each) => each.orders === null) ? null : distinct(orders),
  }
}

/** Facts as the rank reads them at a moment. */
export function rankInput(facts: ImpactFacts, now: Date): RankInput {
  const { tier, shift, clock, isBudgetSpent, orders, ...blast } = facts
  const opensInMs =
    shift.kind === 'closed' && shift.opensAt ? Math.max(0, Date.parse(shift.opensAt) - now.getTime()) : null
  return {
    tier,
    shift: shift.kind === 'closed' ? { kind: 'closed', opensInMs } : shift,
    blast,
    promise: { clock, isBudgetSpent },
    orders,
  }
}
