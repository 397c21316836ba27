import type { Caller } from '@/services/context'
import { createExpectation } from '@/services/expectation/create'
import { declareObligations } from '@/services/expectation/declare'
import type { SeededPlant } from './plant'

const HOUR_MS = 3_600_000
/** Tonight's trucks of the pump plant. */
const TRUCKS = ['LKW 18 Hamburg', 'LKW 19 Leipzig', 'LKW 20 Rotterdam', 'LKW 21 Linz', 'LKW 22 Lyon']

/** What goes beyond a schedule: one workflow follows another, a run must deliver rows, deliveries are owed by name. */
export async function seedWideExpectations(
  owner: Caller,
  { plant, workflowIds }: Pick<SeededPlant, 'plant' | 'workflowIds'>,
  now: Date,
): Promise<void> {
  const { zone } = plant.site
  const [release, feedback, issue, asn] = ['order-release', 'work-order-feedback', 'goods-issue', 'asn-outbound'].map(
    (key) => workflowIds.get(key),
  )
  if (!release || !feedback || !issue || !asn) return
  const clocks = { zone, maxDurationS: null }
  const trigger = { on: 'succeeded' as const, withinS: 2_700, withinClock: 'always' as const, key: null }
  await createExpectation(owner, {
    workflowId: feedback,
    rule: { kind: 'trigger', triggerWorkflowId: release, trigger, graceS: 900, ...clocks },
  })
  await createExpectation(owner, {
    workflowId: issue,
    rule: {
      ...{ kind: 'cron', cron: '0 * * * *', graceS: 2_700, ...clocks },
      assertions: [{ fact: 'rows', op: 'gt', value: 0, to: null }],
      alarm: { holdS: 300, badOf: null, flap: { changes: 6, windowS: 7_200 }, quietS: 120 },
    },
  })
  const { expectationId } = await createExpectation(owner, {
    workflowId: asn,
    rule: { kind: 'list', key: null, graceS: 1_800, ...clocks },
  })
  const first = Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS
  const obligations = TRUCKS.map((ref, index) => ({ dueAt: new Date(first + index * 0.75 * HOUR_MS), ref }))
  await declareObligations(owner, { expectationId, list: { obligations } })
}
