import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { env } from '@/env'
import { platformQuery } from '@/infra/db'
import { newId } from '@/lib/ids'
import { type CastPartner, castClient, castPartner } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import type { EffectQueue } from './bull'
import { claimEffects, type EffectJob } from './claim'
import { type Relay, startRelay } from './relay'
import { settleDone, settleFailed } from './settle'

let loud: CastPartner
let quiet: CastPartner
let plant: Plant
let admin: Client
let relay: Relay | undefined

beforeAll(async () => {
  loud = await castPartner('Loud')
  quiet = await castPartner('Quiet')
  plant = await Plant.open(loud.tenantId, await castClient(loud))
})
beforeAll(async () => {
  admin = new Client({ connectionString: env.DATABASE_URL })
  await admin.connect()
})
beforeEach(() => platformQuery('UPDATE outbox SET done_at = now() WHERE done_at IS NULL AND failed_at IS NULL'))
afterEach(async () => {
  await relay?.stop()
  relay = undefined
})
afterAll(() => Promise.all([plant.close(), admin.end()]))

/** `count` effects of a partner, as one transaction leaves them. */
async function commit(
  tenantId: string,
  count: number,
  topic = 'incident.opened',
  payload: object = {},
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  const rows = ids.map((id) => `('${tenantId}', '${id}', '${topic}', '${JSON.stringify(payload)}', now(), now())`)
  await plant.raw(
    `INSERT INTO outbox (tenant_id, id, topic, payload, created_at, not_before) SELECT v.* FROM (VALUES ${rows.join(', ')}) AS q (t, i, topic, p, c, n)
     CROSS JOIN LATERAL (SELECT t::uuid, i::uuid, topic, p::jsonb, c, n) v WHERE $1::uuid IS NOT NULL`,
  )
  return ids
}
const idsOf = (jobs: readonly EffectJob[]) => jobs.flatMap(({ ids }) => ids)
const of = (partner: CastPartner, jobs: readonly EffectJob[]) =>
  idsOf(jobs.filter(({ tenantId }) => tenantId === partner.tenantId))

describe('claiming', () => {
  it('takes turns: a flood of one partner keeps no other waiting', async () => {
    await commit(loud.tenantId, 300)
    const few = await commit(quiet.tenantId, 5)
    const { jobs } = await claimEffects(20)
    expect(of(quiet, jobs).sort()).toEqual(few.sort())
    expect(of(loud, jobs)).toHaveLength(15)
  })

  it('lets one partner have a hundred under way, and says what it left', async () => {
    const ids = await commit(loud.tenantId, 130)
    const first = await claimEffects(500)
    expect([first.rows, first.left]).toEqual([100, 30])
    expect((await claimEffects(500)).rows).toBe(0)
    await settleDone(loud.tenantId, idsOf(first.jobs).slice(0, 40))
    expect(await claimEffects(500)).toMatchObject({ rows: 30, left: 0 })
    expect(ids).toHaveLength(130)
  })

  it('lets no alarm wait behind the evaluations of the same partner', async () => {
    for (let n = 0; n < 150; n++) await commit(loud.tenantId, 1, 'workflow.evaluate', { workflowId: newId() })
    const [alarm = ''] = await commit(loud.tenantId, 1)
    expect(idsOf((await claimEffects(500)).jobs)).toContain(alarm)
  })

  it('sees the one row of a partner behind thousands of another', async () => {
    await commit(loud.tenantId, 6_000, 'workflow.evaluate', { workflowId: newId() })
    const few = await commit(quiet.tenantId, 1)
    expect(of(quiet, (await claimEffects(100)).jobs)).toEqual(few)
  })

  it('works a flood of one workflow off in few pieces, of two hundred rows at most', async () => {
    await commit(loud.tenantId, 450, 'workflow.evaluate', { workflowId: newId() })
    const sizes: number[] = []
    for (let round = 0; round < 3; round++) {
      const { jobs } = await claimEffects(500)
      sizes.push(...jobs.map(({ ids }) => ids.length))
      await settleDone(loud.tenantId, idsOf(jobs))
    }
    expect(sizes).toEqual([200, 200, 50])
  })

  it('gives no row to two relays', async () => {
    await commit(loud.tenantId, 60)
    await commit(quiet.tenantId, 60)
    const claims = await Promise.all(Array.from({ length: 6 }, () => claimEffects(30)))
    const taken = claims.flatMap(({ jobs }) => idsOf(jobs))
    expect(new Set(taken).size).toBe(taken.length)
  })

  it('makes one job of all evaluations of a workflow', async () => {
    const [one, two] = [newId(), newId()]
    await commit(loud.tenantId, 4, 'workflow.evaluate', { workflowId: one })
    await commit(loud.tenantId, 3, 'workflow.evaluate', { workflowId: two })
    const { jobs } = await claimEffects(100)
    expect(jobs.map(({ ids }) => ids.length).sort()).toEqual([3, 4])
  })

  it('waits after a failure, and takes again what was lost on the way', async () => {
    const [failing = '', lost = ''] = await commit(loud.tenantId, 2)
    await claimEffects(10)
    await settleFailed(loud.tenantId, [failing], { error: 'not now', isPermanent: false })
    expect((await claimEffects(10)).rows).toBe(0)
    await plant.raw(`UPDATE outbox SET dispatched_at = now() - interval '61 s' WHERE tenant_id = $1 AND id = '${lost}'`)
    expect(idsOf((await claimEffects(10)).jobs)).toEqual([lost])
  })

  it('after 20 hours leaves it to people', async () => {
    const [id = ''] = await commit(loud.tenantId, 1)
    await plant.raw(`UPDATE outbox SET created_at = now() - interval '21 hours' WHERE tenant_id = $1 AND id = '${id}'`)
    expect(await settleFailed(loud.tenantId, [id], { error: 'never', isPermanent: false })).toBe(true)
  })
})

describe('a secret in an effect', () => {
  it('does not outlive it', async () => {
    const ids = await commit(loud.tenantId, 1, 'sign-in.requested', { token: 'SECRET', email: 'a@b.example' })
    await settleDone(loud.tenantId, ids)
    const [row] = await platformQuery<{ payload: unknown }>(
      'SELECT payload FROM outbox WHERE tenant_id = $1 AND id = ANY($2)',
      [loud.tenantId, ids],
    )
    expect(row?.payload).toEqual({ email: 'a@b.example' })
  })
})

describe('the relay', () => {
  const ran: string[] = []
  const run = async (job: EffectJob) => {
    await settleDone(job.tenantId, job.ids)
    ran.push(...job.ids)
  }
  const queue = (add: EffectQueue['add'], isReady = true): EffectQueue => ({
    isReady: () => isReady,
    add,
    close: async () => undefined,
  })
  const until = (ids: readonly string[]) =>
    vi.waitFor(() => expect(ran).toEqual(expect.arrayContaining([...ids])), { timeout: 5_000, interval: 5 })

  it('hands over through Redis, and runs what Redis refuses', async () => {
    const add = vi.fn<EffectQueue['add']>().mockRejectedValue(new Error('READONLY'))
    relay = startRelay({ queue: queue(add), run, inlineMax: 3 })
    await until(await commit(loud.tenantId, 40))
    expect(add).toHaveBeenCalled()
  })

  it('runs no more at a time than it may while Redis is away', async () => {
    let running = 0
    let most = 0
    const slow = async (job: EffectJob) => {
      most = Math.max(most, ++running)
      await run(job)
      running--
    }
    relay = startRelay({ queue: queue(vi.fn(), false), run: slow, inlineMax: 3 })
    await until(await commit(loud.tenantId, 30))
    expect(most).toBeLessThanOrEqual(3)
  })

  /** Asked by the server's own user: others do not see what a connection does. */
  const listeners = async () => {
    const { rows } = await admin.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN outbox'`,
    )
    return rows.length
  }

  it('hears of commits again after PostgreSQL has cut its line', async () => {
    relay = startRelay({ queue: queue(vi.fn(), false), run, inlineMax: 3 })
    await until(await commit(loud.tenantId, 1))
    await plant.raw(
      `SELECT pg_terminate_backend(pid), $1::uuid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN outbox'`,
    )
    await until(await commit(loud.tenantId, 1))
    await vi.waitFor(async () => expect(await listeners()).toBe(1), { timeout: 5_000, interval: 20 })
    await until(await commit(loud.tenantId, 1))
  })
})
