import type { Caller } from '@/services/context'
import { addContractVersion } from '@/services/contract/add-version'
import { createContract } from '@/services/contract/create'
import { createObjective } from '@/services/objective/create'

/** Terms with everything in them; `objectives` may be left empty. */
export const TERMS = {
  currency: 'EUR',
  feeMinor: 480_000,
  digits: 2,
  objectives: [] as { objectiveId: string; targetPpm: number; sharePpm?: number }[],
  clocks: {
    time: 'plant' as const,
    atRiskPct: 75,
    tiers: [{ tier: 1, responseS: 1_800, updateS: 3_600, resolveS: 14_400 }],
  },
  maintenance: { counts: 'out' as const, noticeHours: 48, monthlyCapMinutes: 480 },
  pauses: { counts: 'in' as const, reasons: ['waiting_for_client' as const] },
  creditTiers: [
    { below: 990_000, pct: 10 },
    { below: 950_000, pct: 25 },
  ],
  capPct: 30,
  claimDays: 30,
}

/** The due slots of one workflow, 99 % a month. */
export function objectiveOver(workflowId: string, name: string) {
  const scope = { kind: 'workflow' as const, id: workflowId }
  return { name, form: 'obligations' as const, scope, targetPpm: 990_000, zone: 'Europe/Berlin' }
}

/** An objective over a workflow, and a contract of its client that promises it. */
export async function makePromise(
  owner: Caller,
  { clientId, workflowId, name }: { clientId: string; workflowId: string; name: string },
): Promise<{ objectiveId: string; contractId: string }> {
  const { objectiveId } = await createObjective(
    owner,
    createObjective.input.parse({ objective: objectiveOver(workflowId, `${name} on time`) }),
  )
  const { contractId } = await createContract(owner, { clientId, name: `${name} contract`, zone: 'Europe/Berlin' })
  const terms = { ...TERMS, objectives: [{ objectiveId, targetPpm: 990_000 }] }
  const version = { contractId, effectiveFrom: '2026-01-01', terms, note: `${name} note` }
  await addContractVersion(owner, addContractVersion.input.parse(version))
  return { objectiveId, contractId }
}
