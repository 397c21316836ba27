import { afterAll, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { machine } from '@/testing/cast'
import { anEvent, castSender, rowsOf, type Sender } from '@/testing/sender'
import { ingestEvents } from '../execution/ingest'
import { rollUp } from '../rollup/settle'
import { settleUsage } from './settle'

afterAll(closePools)

const HOUR_MS = 3_600_000

function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Runs of five days that end, fail, never end, or are told twice; in no order. */
function story(seed: number, count: number, now = Date.now()) {
  const random = randomOf(seed)
  const events = Array.from({ length: count }, (_, index) => {
    const type = random() < 0.6 ? 'execution.succeeded' : random() < 0.7 ? 'execution.failed' : 'execution.started'
    const time = new Date(now - random() * 120 * HOUR_MS).toISOString()
    return anEvent({
      workflow: `w${Math.floor(random() * 3)}`,
      execution: `r${seed}-${index}`,
      type: type as 'execution.failed',
      time,
    })
  })
  return [...events, ...events.filter(() => random() < 0.3)].sort(() => random() - 0.5)
}

const send = (sender: Sender, events: unknown[]) =>
  ingestEvents(sender.caller, { clientId: sender.clientId, sourceId: sender.sourceId, events })

/** Three readings that share no statement: runs as stored, their roll-up, the sum of the ledger's entries. */
async function threeCounts({ tenantId }: Sender) {
  const [found] = await rowsOf<{ runs: number; rolled: number; used: number; entries: number }>(
    `SELECT (SELECT count(*)::int FROM execution WHERE tenant_id = $1 AND status <> 'running') AS runs,
       (SELECT coalesce(sum(succeeded + failed + cancelled + manual), 0)::int FROM rollup_day WHERE tenant_id = $1) AS rolled,
       (SELECT coalesce(sum(delta), 0)::int FROM usage_entry WHERE tenant_id = $1 AND meter = 'executions') AS used,
       (SELECT count(*)::int FROM usage_entry WHERE tenant_id = $1) AS entries`,
    [tenantId],
  )
  if (!found) throw new Error('the database did not answer')
  return found
}

async function settle({ tenantId }: Sender): Promise<void> {
  await rollUp(machine(tenantId))
  await settleUsage(machine(tenantId))
}

describe('what is used', () => {
  it.each([1, 2, 3, 4])(
    'is what was accepted and what was rolled up, to the unit, after late and repeated news (%i)',
    async (seed) => {
      const sender = await castSender()
      const events = story(seed, 120)
      for (let from = 0; from < events.length; from += 30) {
        await send(sender, events.slice(from, from + 30))
        if (from % 60 === 0) await settle(sender)
      }
      // A sender that lost our answer says everything again.
      await send(sender, events.slice(0, 100))
      await settle(sender)
      const { runs, rolled, used, entries } = await threeCounts(sender)
      expect(runs).toBeGreaterThan(50)
      expect([rolled, used]).toEqual([runs, runs])
      await settle(sender)
      expect((await threeCounts(sender)).entries).toBe(entries)
    },
  )

  it('is counted once by two workers at a time', async () => {
    const sender = await castSender()
    for (const seed of [11, 12, 13]) {
      await send(sender, story(seed, 60))
      await rollUp(machine(sender.tenantId))
      await Promise.all([
        settleUsage(machine(sender.tenantId)),
        settleUsage(machine(sender.tenantId)),
        settleUsage(machine(sender.tenantId)),
      ])
    }
    await settle(sender)
    const { runs, used } = await threeCounts(sender)
    expect(used).toBe(runs)
  })

  it('can be worked out again: every day marked anew changes nothing', async () => {
    const sender = await castSender()
    await send(sender, story(21, 80))
    await settle(sender)
    const before = await threeCounts(sender)
    await rowsOf(
      `INSERT INTO usage_mark (tenant_id, client_id, day) SELECT DISTINCT tenant_id, client_id, day FROM rollup_day WHERE tenant_id = $1`,
      [sender.tenantId],
    )
    await settle(sender)
    expect(await threeCounts(sender)).toEqual(before)
    expect(before.used).toBe(before.runs)
  })
})
