import type { CreditTier, PauseReason } from '@/domain/contract/schema'
import type { Caller } from '@/services/context'
import { addContractVersion } from '@/services/contract/add-version'
import { createContract } from '@/services/contract/create'
import { createObjective } from '@/services/objective/create'
import { getObjectiveChoices } from '@/services/objective/form'
import type { SeededPlant } from './plant'

interface DemoObjective {
  name: string
  form: 'occurrences' | 'obligations' | 'timeslices'
  /** a workflow's key, a process's slug, or the whole client */
  over: { workflow: string } | { process: string } | 'client'
  target: number
  rollingDays?: number
  maxMinutes?: number
  /** the contract promises it; others are only watched */
  isPromised: boolean
}

interface DemoContract {
  name: string
  currency: string
  feeMinor: number
  /** what changed with the open month: faster answers, a higher fee */
  raise?: { feeMinor: number; responseMin: number; note: string }
  tiers: readonly CreditTier[]
  reasons: readonly PauseReason[]
  objectives: readonly DemoObjective[]
}

const PROMISES: Record<string, DemoContract> = {
  brueckner: {
    name: 'Managed automation, Werk Hamburg',
    currency: 'EUR',
    feeMinor: 480_000,
    raise: { feeMinor: 520_000, responseMin: 15, note: 'Delivery is covered from now on; response in 15 minutes.' },
    tiers: [
      { below: 990_000, pct: 10 },
      { below: 950_000, pct: 25 },
    ],
    reasons: ['waiting_for_client', 'agreed_with_client', 'plant_closed'],
    objectives: [
      {
        name: 'Orders released within 30 minutes on shift',
        form: 'occurrences',
        over: { workflow: 'order-release' },
        target: 99,
        maxMinutes: 30,
        isPromised: true,
      },
      {
        name: 'Delivery notices reach the carrier',
        form: 'occurrences',
        over: { process: 'delivery' },
        target: 99.5,
        isPromised: true,
      },
      {
        name: 'Everything due happens, last 30 days',
        form: 'obligations',
        over: 'client',
        target: 98,
        rollingDays: 30,
        isPromised: false,
      },
    ],
  },
  lakeshore: {
    name: 'Integration operations, Milwaukee',
    currency: 'USD',
    feeMinor: 640_000,
    tiers: [
      { below: 990_000, pct: 5 },
      { below: 970_000, pct: 15 },
      { below: 950_000, pct: 30 },
    ],
    reasons: ['waiting_for_client', 'waiting_for_vendor', 'outside_control'],
    objectives: [
      {
        name: 'The melt plan reaches the furnaces',
        form: 'occurrences',
        over: { process: 'melt-plan' },
        target: 99.5,
        isPromised: true,
      },
      {
        name: 'Quality holds are released',
        form: 'occurrences',
        over: { process: 'quality-hold' },
        target: 99,
        isPromised: true,
      },
      {
        name: 'Suppliers confirm, last 30 days',
        form: 'occurrences',
        over: { workflow: 'supplier-confirmations' },
        target: 99,
        rollingDays: 30,
        isPromised: false,
      },
    ],
  },
  vela: {
    name: 'Validated workflows, Planta Valencia',
    currency: 'EUR',
    feeMinor: 390_000,
    tiers: [{ below: 990_000, pct: 20 }],
    reasons: ['waiting_for_client'],
    objectives: [
      {
        name: 'Every device has its record',
        form: 'occurrences',
        over: { process: 'device-records' },
        target: 99.9,
        isPromised: true,
      },
      {
        name: 'Cases from dentists arrive',
        form: 'occurrences',
        over: { process: 'case-intake' },
        target: 99,
        isPromised: true,
      },
      {
        name: 'Device data uploaded every evening',
        form: 'obligations',
        over: { workflow: 'udi-upload' },
        target: 99,
        isPromised: true,
      },
    ],
  },
}

/** The first of the month `back` months before `now`, in UTC: plants' days differ by hours only. */
function monthStart(now: Date, back: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 10)
}

function termsOf(
  contract: DemoContract,
  objectives: { objectiveId: string; targetPpm: number }[],
  responseMin: number,
) {
  const { currency, tiers, reasons } = contract
  return {
    ...{ currency, objectives, digits: 2, capPct: 30, claimDays: 30 },
    feeMinor: contract.feeMinor,
    clocks: {
      time: 'plant' as const,
      atRiskPct: 75,
      tiers: [
        { tier: 1, responseS: responseMin * 60, updateS: 3_600, resolveS: 4 * 3_600 },
        { tier: 2, responseS: 3_600, updateS: null, resolveS: 8 * 3_600 },
        { tier: 3, responseS: 4 * 3_600, updateS: null, resolveS: 40 * 3_600 },
      ],
    },
    maintenance: { counts: 'out' as const, noticeHours: 48, monthlyCapMinutes: 480 },
    pauses: { counts: 'in' as const, reasons: [...reasons] },
    creditTiers: [...tiers],
  }
}

async function seedObjectives(owner: Caller, { plant, clientId, workflowIds }: SeededPlant, contract: DemoContract) {
  const { processes } = await getObjectiveChoices(owner, { client: plant.slug })
  const scopeOf = (over: DemoObjective['over']) => {
    if (over === 'client') return { kind: 'client' as const, id: clientId }
    if ('workflow' in over) return { kind: 'workflow' as const, id: workflowIds.get(over.workflow) ?? '' }
    const name = plant.processes.find(({ slug }) => slug === over.process)?.name
    return { kind: 'process' as const, id: processes.find((each) => each.name === name)?.id ?? '' }
  }
  const promised: { objectiveId: string; targetPpm: number }[] = []
  for (const { name, form, over, target, rollingDays, maxMinutes, isPromised } of contract.objectives) {
    const targetPpm = Math.round(target * 10_000)
    const objective = {
      ...{ name, form, targetPpm, zone: plant.site.zone, scope: scopeOf(over) },
      ...(rollingDays && { window: { kind: 'rolling' as const, days: rollingDays } }),
      maxDurationMs: maxMinutes ? maxMinutes * 60_000 : null,
    }
    const { objectiveId } = await createObjective(owner, createObjective.input.parse({ objective }))
    if (isPromised) promised.push({ objectiveId, targetPpm })
  }
  return promised
}

/** What each plant is promised: objectives, and a contract with its versions. */
export async function seedPromises(owner: Caller, seeded: SeededPlant, now: Date): Promise<void> {
  const { plant, clientId } = seeded
  const contract = PROMISES[plant.slug]
  if (!contract) return
  const promised = await seedObjectives(owner, seeded, contract)
  const { contractId } = await createContract(owner, { clientId, name: contract.name, zone: plant.site.zone })
  const add = (effectiveFrom: string, terms: ReturnType<typeof termsOf>, note: string | null) =>
    addContractVersion(owner, addContractVersion.input.parse({ contractId, effectiveFrom, terms, note }))
  const first = contract.raise ? promised.slice(0, 1) : promised
  await add(monthStart(now, 1), termsOf(contract, first, 30), null)
  if (!contract.raise) return
  const { feeMinor, responseMin, note } = contract.raise
  await add(monthStart(now, 0), { ...termsOf(contract, promised, responseMin), feeMinor }, note)
}
