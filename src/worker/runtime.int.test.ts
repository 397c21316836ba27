import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { env } from '@/env'
import { platformQuery, withTenantSql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { type CastPartner, castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { startWorker } from './runtime'

let partner: CastPartner
let plant: Plant
let ben: UserCaller
let workflowId: string
let worker: { stop(): Promise<void> } | undefined

beforeAll(async () => {
  partner = await castPartner()
  plant = await Plant.open(partner.tenantId, await castClient(partner))
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  await platformQuery('UPDATE membership SET on_duty_since = now() WHERE user_id = $1', [ben.actor.id])
})
beforeEach(async () => {
  // One message a minute and person: each case begins a new minute.
  await plant.raw('DELETE FROM page_pace WHERE tenant_id = $1')
  workflowId = await plant.workflow({ name: 'Order release' })
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})
afterAll(() => plant.close())

const read = <Row>(text: string, values: unknown[] = []) =>
  withTenantSql(machine(partner.tenantId).scope, (sql) => sql<Row>(text, values))
const mails = () =>
  read<{ to_addr: string; subject: string }>(
    `SELECT m.to_addr, m.subject FROM mail_message m JOIN incident i ON i.tenant_id = m.tenant_id AND m.key LIKE '%/' || i.id || '/%'
     WHERE m.tenant_id = :tenant AND i.workflow_id = $1`,
    [workflowId],
  )
const incidents = () =>
  read<{ occurrences: number }>('SELECT occurrences FROM incident WHERE tenant_id = :tenant AND workflow_id = $1', [
    workflowId,
  ])
/** Effects of this workflow that are due and not done. */
const open = () =>
  read(
    `SELECT id FROM outbox WHERE tenant_id = :tenant AND done_at IS NULL AND not_before <= now() + interval '3 s'
     AND (payload->>'workflowId' = $1::text OR payload->>'incidentId' IN (SELECT id::text FROM incident WHERE tenant_id = :tenant AND workflow_id = $1::uuid))`,
    [workflowId],
  )
const untilQuiet = () =>
  vi.waitFor(
    async () => {
      expect(await incidents()).toHaveLength(1)
      expect(await open()).toEqual([])
    },
    { timeout: 10_000, interval: 20 },
  )

/** As the ingest statement leaves it: the run, and an effect to look at it. */
async function fail(): Promise<void> {
  const at = new Date()
  const executionId = await plant.run(workflowId, at, { status: 'failed', statusAt: at, endedAt: at })
  await ask([executionId])
}

async function ask(executionIds: string[]): Promise<void> {
  const at = new Date()
  const payload = JSON.stringify({ workflowId, executionIds })
  await plant.raw(
    `INSERT INTO outbox (tenant_id, id, topic, payload, created_at, not_before)
     VALUES ($1, '${newId()}', 'workflow.evaluate', '${payload}', '${at.toISOString()}', '${at.toISOString()}')`,
  )
}

describe('from a failing run to a mail', () => {
  it('one incident, one mail to who is on duty', async () => {
    worker = await startWorker()
    await fail()
    await untilQuiet()
    expect(await incidents()).toEqual([{ occurrences: 1 }])
    expect(await mails()).toMatchObject([
      { to_addr: expect.stringContaining('ben-'), subject: expect.stringContaining('Order release') },
    ])
  })

  it('twenty failures at once: one incident, one mail', async () => {
    worker = await startWorker()
    for (let count = 0; count < 20; count++) await fail()
    await vi.waitFor(async () => expect(await incidents()).toEqual([{ occurrences: 20 }]), {
      timeout: 10_000,
      interval: 20,
    })
    await untilQuiet()
    expect(await mails()).toHaveLength(1)
  })

  it('two workers and five deliveries of everything: still one of each', async () => {
    worker = await startWorker()
    const second = await startWorker()
    await fail()
    await untilQuiet()
    for (let delivery = 0; delivery < 5; delivery++) {
      await plant.raw(
        'UPDATE outbox SET done_at = NULL, dispatched_at = NULL, not_before = now() WHERE tenant_id = $1 AND failed_at IS NULL',
      )
      await plant.raw(`SELECT pg_notify('outbox', ''), $1::uuid`)
      await untilQuiet()
    }
    await second.stop()
    expect(await incidents()).toEqual([{ occurrences: 1 }])
    expect(await mails()).toHaveLength(1)
  })

  it('work that was handed over and lost, Redis flushed, goes out again', async () => {
    await fail()
    await plant.raw(
      `UPDATE outbox SET dispatched_at = now() - interval '61 s' WHERE tenant_id = $1 AND done_at IS NULL`,
    )
    const redis = new Redis(env.REDIS_URL)
    await redis.flushdb()
    redis.disconnect()
    worker = await startWorker()
    await untilQuiet()
    expect(await mails()).toHaveLength(1)
  })

  it('work under way elsewhere is left alone', async () => {
    await fail()
    await plant.raw('UPDATE outbox SET dispatched_at = now() WHERE tenant_id = $1 AND done_at IS NULL')
    const other = workflowId
    workflowId = await plant.workflow()
    worker = await startWorker()
    await fail()
    await untilQuiet()
    workflowId = other
    expect(await incidents()).toEqual([])
  })
})

describe('an effect that cannot be', () => {
  it('is given up with its reason; its neighbours are not', async () => {
    await plant.raw(
      `INSERT INTO outbox (tenant_id, id, topic, payload, created_at, not_before) VALUES ($1, '${newId()}', 'incident.opened', '{"incidentId":"nonsense"}', now(), now())`,
    )
    worker = await startWorker()
    await fail()
    await untilQuiet()
    const [poison] = await vi.waitFor(
      async () => {
        const rows = await read<{ last_error: string; attempts: number }>(
          `SELECT last_error, attempts FROM outbox WHERE tenant_id = :tenant AND failed_at IS NOT NULL`,
        )
        expect(rows).toHaveLength(1)
        return rows
      },
      { timeout: 5_000, interval: 20 },
    )
    expect(poison).toMatchObject({ attempts: 1, last_error: expect.stringContaining('incidentId') })
  })
})
