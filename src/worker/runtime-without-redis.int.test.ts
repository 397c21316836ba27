import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

// Nobody listens on port 1; the environment is read when the first module asks for it, so the imports come later.
process.env.REDIS_URL = 'redis://127.0.0.1:1'
const { withTenantSql } = await import('@/infra/db')
const { newId } = await import('@/lib/ids')
const { castClient, castPartner, machine } = await import('@/testing/cast')
const { Plant } = await import('@/testing/plant')
const { startWorker } = await import('./runtime')

let worker: { stop(): Promise<void> }
let partner: Awaited<ReturnType<typeof castPartner>>
let plant: Awaited<ReturnType<typeof Plant.open>>

beforeAll(async () => {
  partner = await castPartner()
  plant = await Plant.open(partner.tenantId, await castClient(partner))
  worker = await startWorker()
})
afterAll(async () => {
  await worker.stop()
  await plant.close()
})

describe('with Redis away', () => {
  it('effects run all the same, and nobody on duty means the owner is told and the incident says so', async () => {
    const workflowId = await plant.workflow({ name: 'Order release' })
    const at = new Date()
    const executionId = await plant.run(workflowId, at, { status: 'failed', statusAt: at, endedAt: at })
    const payload = JSON.stringify({ workflowId, executionIds: [executionId] })
    await plant.raw(
      `INSERT INTO outbox (tenant_id, id, topic, payload, created_at, not_before) VALUES ($1, '${newId()}', 'workflow.evaluate', '${payload}', now(), now())`,
    )
    const read = <Row>(text: string) => withTenantSql(machine(partner.tenantId).scope, (sql) => sql<Row>(text))
    await vi.waitFor(
      async () => {
        const mails = await read<{ to_addr: string }>('SELECT to_addr FROM mail_message WHERE tenant_id = :tenant')
        expect(mails).toMatchObject([{ to_addr: expect.stringContaining('ada@') }])
      },
      { timeout: 10_000, interval: 20 },
    )
    const notes = await read<{ body: string; audience: string }>(
      'SELECT body, audience FROM incident_note WHERE tenant_id = :tenant',
    )
    expect(notes).toEqual([{ body: 'No one was on duty; owners were told.', audience: 'internal' }])
  })
})
