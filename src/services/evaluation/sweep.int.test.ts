import { afterAll, expect, it } from 'vitest'
import { mintScope } from '@/domain/access/scope'
import { closePools } from '@/infra/db'
import { newId } from '@/lib/ids'
import { buffersOf } from '@/testing/scale/explain'
import { makeProbes } from '@/testing/scale/probes'
import { castSender, rowsOf } from '@/testing/sender'
import { sweepExpectations } from './sweep'

afterAll(closePools)

const BATCH = 1_000

it('costs a thousand overdue rules the same, however many incidents are open', async () => {
  const sender = await castSender()
  const actor = { kind: 'system' as const, name: 'test' }
  const callerOf = (tenantId: string) => ({ scope: mintScope(tenantId, null), actor, requestId: newId() })
  const costs: number[] = []
  for (let round = 0; round < 4; round++) {
    await makeProbes(sender, BATCH, { firstMs: -100_000, apartMs: 0.001 })
    await rowsOf('ANALYZE workflow, expectation, expectation_state, incident')
    let looked = 0
    const { buffers } = await buffersOf(async () => {
      while (looked < BATCH) looked += (await sweepExpectations(callerOf)).looked
    })
    costs.push(buffers)
  }
  const [, second = 0, , fourth = Number.POSITIVE_INFINITY] = costs
  expect(fourth).toBeLessThan(second * 1.2)
}, 60_000)
