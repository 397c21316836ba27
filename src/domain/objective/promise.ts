import { allowedBadOf } from './attain'
import { burnRulesFor } from './burn'
import { provableFrom } from './wilson'

const MILLION = 1_000_000
/** Fewer units than this in an alert's long stretch make its ratio noise (standards: ⌈3 / (1 − target)⌉ or 20). */
const LOW_TRAFFIC = 20

/** What a target means at a volume, said before it is promised. */
export interface PromiseMeaning {
  /** units in a window at the present volume; null = nothing known yet */
  volume: number | null
  /** how many of them may be bad */
  allowedBad: number | null
  /** below this volume a single bad unit breaks the promise; null = a target of 100 % breaks at any volume */
  oneBreaksBelow: number | null
  /** at the present volume one bad unit breaks it */
  isOneTooMany: boolean
  /** the fewest units, all good, that prove the target; null = never */
  provableFrom: number | null
  isProvable: boolean
  /** too few units a day for ratios: count misses instead */
  isLowTraffic: boolean
  /** rules of fast burning that can never fire at this target */
  refusedFactors: number[]
}

/** The smallest volume that allows one bad unit: ⌈10⁶ / (10⁶ − target)⌉. 99.5 % → 200. */
export function oneBreaksBelow(targetPpm: number): number | null {
  return targetPpm >= MILLION ? null : Math.ceil(MILLION / (MILLION - targetPpm))
}

/** Units in the long stretch of an alert below which count rules replace ratios. */
function lowTrafficBelow(targetPpm: number): number | null {
  return targetPpm >= MILLION ? null : Math.max(LOW_TRAFFIC, Math.ceil((3 * MILLION) / (MILLION - targetPpm)))
}

/** `volume` = units per window; `windowDays` for the alert rules (30 for a calendar month). */
export function meaningOf(targetPpm: number, volume: number | null, windowDays: number): PromiseMeaning {
  const breaks = oneBreaksBelow(targetPpm)
  const proof = provableFrom(targetPpm)
  const low = lowTrafficBelow(targetPpm)
  return {
    volume,
    allowedBad: volume === null ? null : allowedBadOf(volume, targetPpm),
    oneBreaksBelow: breaks,
    isOneTooMany: volume !== null && (breaks === null || volume < breaks),
    provableFrom: proof,
    isProvable: volume !== null && proof !== null && volume >= proof,
    isLowTraffic: volume !== null && (low === null || volume / windowDays < low),
    refusedFactors: burnRulesFor(targetPpm, windowDays).flatMap(({ factor, isRefused }) => (isRefused ? [factor] : [])),
  }
}
