const HOUR_MS = 3_600_000
const DAY_H = 24
const MILLION = 1_000_000

/** Fire when both the long and the short stretch burn faster than the factor. */
export interface BurnRule {
  severity: 'page' | 'ticket'
  longH: number
  shortMin: number
  /** the part of the budget that is spent when it fires */
  sharePct: number
}

/** SRE workbook, chapter 5, table 5-6; short = long / 12, so that it clears fast. */
const BURN_RULES: readonly BurnRule[] = [
  { severity: 'page', longH: 1, shortMin: 5, sharePct: 2 },
  { severity: 'page', longH: 6, shortMin: 30, sharePct: 5 },
  { severity: 'ticket', longH: 24, shortMin: 120, sharePct: 10 },
  { severity: 'ticket', longH: 72, shortMin: 360, sharePct: 10 },
]

/** How many times faster than even the budget burns when this share goes in the long stretch: share × window / long. */
export function burnFactor({ sharePct, longH }: BurnRule, windowDays: number): number {
  return (sharePct * windowDays * DAY_H) / (longH * 100)
}

/** Everything bad burns at 1 / (1 − target); a rule whose factor is not below that can never fire. */
function canFire(rule: BurnRule, targetPpm: number, windowDays: number): boolean {
  return rule.sharePct * windowDays * DAY_H * (MILLION - targetPpm) < rule.longH * 100 * MILLION
}

/** Rules that can fire at this target; the others are refused, with their factor. */
export function burnRulesFor(
  targetPpm: number,
  windowDays: number,
): { rule: BurnRule; factor: number; isRefused: boolean }[] {
  return BURN_RULES.map((rule) => ({
    rule,
    factor: burnFactor(rule, windowDays),
    isRefused: !canFire(rule, targetPpm, windowDays),
  }))
}

/** Until the budget is spent at the present burn: window × remaining part / burn. Null when nothing burns. */
export function exhaustionMs(facts: { windowDays: number; remainingPart: number; burn: number }): number | null {
  if (facts.burn <= 0) return null
  return Math.max(0, (facts.windowDays * DAY_H * HOUR_MS * facts.remainingPart) / facts.burn)
}

/** Present burn: error ratio over the ratio the target allows. Null without units, or for a target of 100 %. */
export function burnOf(bad: number, eligible: number, targetPpm: number): number | null {
  if (eligible === 0 || targetPpm >= MILLION) return null
  return bad / eligible / ((MILLION - targetPpm) / MILLION)
}
