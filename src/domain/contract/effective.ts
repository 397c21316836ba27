import { localDay } from '@/domain/calendar/day'
import type { ContractVersion } from './schema'
import { versionOn } from './segment'

/** A contract as decisions read it. Versions in the order of their numbers. */
export interface Contract {
  id: string
  clientId: string
  name: string
  /** IANA; effective days and months are local to it */
  zone: string
  /** first local day on which it binds no more */
  endsOn: string | null
  versions: ContractVersion[]
}

/** Why a version cannot take effect on a local day, in words that say what to change; null when it can. */
export function effectiveProblem(
  effectiveFrom: string,
  facts: { today: string; versions: readonly Pick<ContractVersion, 'effectiveFrom'>[]; lastFrozenMonth: string | null },
): string | null {
  const { today, versions, lastFrozenMonth } = facts
  if (lastFrozenMonth !== null && effectiveFrom.slice(0, 7) <= lastFrozenMonth)
    return `effectiveFrom: ${lastFrozenMonth} is frozen; choose a day after that month`
  const latest =
    versions
      .map((version) => version.effectiveFrom)
      .sort()
      .at(-1) ?? ''
  if (effectiveFrom < latest) return `effectiveFrom: must not be before ${latest}, when the latest version takes effect`
  const monthStart = `${today.slice(0, 7)}-01`
  // The first version writes down what was agreed before; later ones change what already counts.
  if (versions.length > 0 && effectiveFrom <= today && effectiveFrom !== monthStart)
    return `effectiveFrom: must be a day after ${today}, or ${monthStart}, the first of the open month`
  return null
}

/** What holds at an instant: the contract that binds on its local day, and the version in force. Null = nothing is promised. */
export function inForce(
  contracts: readonly Contract[],
  at: Date,
): { contract: Contract; version: ContractVersion } | null {
  for (const contract of contracts) {
    const day = localDay(contract.zone, at)
    const version = versionOn(contract.versions, day)
    if (version && (contract.endsOn === null || day < contract.endsOn)) return { contract, version }
  }
  return null
}

export type VersionPhase = 'planned' | 'in_force' | 'past'

/** Where a version stands on a local day. */
export function phaseOf(version: ContractVersion, versions: readonly ContractVersion[], today: string): VersionPhase {
  if (version.effectiveFrom > today) return 'planned'
  return versionOn(versions, today)?.number === version.number ? 'in_force' : 'past'
}
