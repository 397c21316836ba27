/** Everything the rank is made of; words for it stand in the catalogue (`impact.*`). */
export interface RankInput {
  /** 1 = the plant stops with it; the most important one of the group */
  tier: number
  /** unknown: no plant is named, so nothing speaks for waiting */
  shift: { kind: 'open' } | { kind: 'closed'; opensInMs: number | null } | { kind: 'unknown' }
  /** hit through the group, downstream systems included */
  blast: { workflows: number; processes: number; clients: number; lines: number; systems: number }
  promise: { clock: 'breached' | 'at_risk' | 'ok' | 'none'; isBudgetSpent: boolean }
  /** orders that failed runs carried; null = the senders name none */
  orders: number | null
}

/** A factor in thousandths; 1000 changes nothing. */
export interface RankFactors {
  base: number
  shift: number
  blast: number
  promise: number
  orders: number
}

export interface Ranked {
  /** 0..1000 */
  rank: number
  factors: RankFactors
}

const HOUR_MS = 3_600_000
const BASE: Record<number, number> = { 1: 500, 2: 300 }
const LOWEST_BASE = 140

/** Nobody waits at a plant that is closed, unless it opens before somebody can repair it. */
function shiftFactor(shift: RankInput['shift']): number {
  if (shift.kind !== 'closed') return 1000
  if (shift.opensInMs === null) return 300
  if (shift.opensInMs <= 2 * HOUR_MS) return 900
  return shift.opensInMs <= 12 * HOUR_MS ? 600 : 350
}

/** Ten times as many is one step more: `stepThousandths` per doubling, up to `max`. */
function growth(count: number, perDoubling: number, max: number): number {
  return Math.min(max, Math.round(Math.log2(Math.max(1, count)) * perDoubling))
}

function blastFactor({ workflows, processes, clients, lines, systems }: RankInput['blast']): number {
  return (
    1000 +
    growth(workflows, 50, 250) +
    growth(processes, 30, 100) +
    growth(clients, 60, 200) +
    growth(lines, 30, 100) +
    growth(systems, 25, 75)
  )
}

function promiseFactor({ clock, isBudgetSpent }: RankInput['promise']): number {
  const clocks = { breached: 300, at_risk: 200, ok: 0, none: 0 }[clock]
  return 1000 + clocks + (isBudgetSpent ? 100 : 0)
}

/**
 * What an incident costs the plant now: tier × shift × blast radius × promises × orders, 0..1000. Every factor counts on its
 * own, and none can lift what another put aside: the lowest tier in a closed plant stays below the second tier in an open one.
 */
export function rankOf(input: RankInput): Ranked {
  const factors: RankFactors = {
    base: BASE[input.tier] ?? LOWEST_BASE,
    shift: shiftFactor(input.shift),
    blast: blastFactor(input.blast),
    promise: promiseFactor(input.promise),
    orders: 1000 + (input.orders === null ? 0 : growth(input.orders + 1, 50, 300)),
  }
  const product = (factors.base * factors.shift * factors.blast * factors.promise * factors.orders) / 1e12
  return { rank: Math.min(1000, Math.max(0, Math.round(product))), factors }
}
