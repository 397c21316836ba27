import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { registerConnectors } from '@/connectors'
import { closePools, withTenantSql } from '@/infra/db'
import { type CastPartner, castClient, castMember, castPartner, machine } from '@/testing/cast'
import { furnishPlant } from '@/testing/fakes/n8n/plant'
import { serveN8n } from '@/testing/fakes/n8n/server'
import { FakeN8n } from '@/testing/fakes/n8n/state'
import { createConnection } from '../connection/create'
import { syncConnection } from '../connection/sync/run'
import { sealed } from '../effect/sealed'
import { listRetries } from './list'
import { performRetry } from './perform'
import { requestRetry } from './request'

/** The environment is read once, when the first module asks: the address is allowed before anything is imported. */
const port = await vi.hoisted(async () => {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  const free = typeof address === 'object' && address ? address.port : 0
  process.env.OUTBOUND_ALLOW = `127.0.0.1:${free}`
  return free
})

const ORDERS = 'wfOrders00000001'
let served: Awaited<ReturnType<typeof serveN8n>>
let n8n: FakeN8n
let partner: CastPartner
let connectionId: string
let executionId: string

beforeAll(async () => {
  served = await serveN8n(() => n8n, port)
  registerConnectors()
})
afterAll(async () => {
  await served.stop()
  await closePools()
})

const sync = () => syncConnection(machine(partner.tenantId), connectionId)
const deliver = (retryId: string) => performRetry(machine(partner.tenantId), retryId)
const retries = async () => (await listRetries(partner.ada, { executionId })).retries

/** One failed run, copied. */
beforeEach(async () => {
  n8n = new FakeN8n()
  furnishPlant(n8n)
  n8n.run(ORDERS, 'error')
  partner = await castPartner()
  const clientId = await castClient(partner)
  const input = { clientId, name: 'n8n', baseUrl: served.url, credential: n8n.apiKey }
  connectionId = (await createConnection(partner.ada, createConnection.input.parse(input))).connectionId
  await sync()
  const rows = await withTenantSql(partner.ada.scope, (sql) =>
    sql<{ id: string }>('SELECT x.id FROM execution x WHERE x.tenant_id = :tenant'),
  )
  executionId = rows[0]?.id ?? ''
})

it('asks once, however often the effect is delivered, and records what the source shows', async () => {
  const { retryId } = await requestRetry(partner.ada, { executionId, withCurrent: false })
  await expect(requestRetry(partner.ada, { executionId, withCurrent: true })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  await Promise.all([deliver(retryId), deliver(retryId), deliver(retryId)])
  await deliver(retryId)
  expect(n8n.retriesAsked).toBe(1)
  expect(await retries()).toMatchObject([{ state: 'running', newRun: '2', verifiedAt: null }])
  await sync()
  expect(await retries()).toMatchObject([{ state: 'running' }])
  n8n.end('2', 'success')
  await sync()
  const [line] = await retries()
  expect(line).toMatchObject({
    state: 'succeeded',
    newRun: '2',
    verifiedAt: expect.any(Date),
    newExecutionId: expect.any(String),
  })
  const facts = await withTenantSql(partner.ada.scope, (sql) =>
    sql<{ action: string }>(
      `SELECT a.action FROM audit_entry a WHERE a.tenant_id = :tenant AND a.action LIKE 'run.%' ORDER BY a.seq`,
    ),
  )
  expect(facts.map(({ action }) => action)).toEqual(['run.retry', 'run.retry-outcome'])
})

it('finds the new run by its origin when the answer was lost, and never asks twice', async () => {
  n8n.moods.losesRetryAnswer = true
  const { retryId } = await requestRetry(partner.ada, { executionId, withCurrent: true })
  await deliver(retryId)
  expect(await retries()).toMatchObject([{ state: 'sending' }])
  await deliver(retryId)
  n8n.end('2', 'error')
  await sync()
  expect(n8n.retriesAsked).toBe(1)
  expect(await retries()).toMatchObject([{ state: 'failed', newRun: '2' }])
})

it('says that nobody knows when neither answer nor run is ever seen, and then allows another', async () => {
  const { retryId } = await requestRetry(partner.ada, { executionId, withCurrent: true })
  n8n.down = 1
  await deliver(retryId)
  await sealed(partner.ada.scope, (sql) =>
    sql(`UPDATE run_retry SET sent_at = now() - interval '16 minutes' WHERE id = $1`, [retryId]),
  )
  await sync()
  expect(await retries()).toMatchObject([{ state: 'unknown' }])
  await expect(requestRetry(partner.ada, { executionId, withCurrent: true })).resolves.toMatchObject({
    state: 'requested',
  })
})

it('tells a refusal of the source', async () => {
  n8n.moods.hasRetry = false
  const { retryId } = await requestRetry(partner.ada, { executionId, withCurrent: true })
  await deliver(retryId)
  expect(await retries()).toMatchObject([
    { state: 'refused', problem: expect.stringContaining('no longer has this run') },
  ])
})

it('is for people who may respond, and for failed runs of their own partner', async () => {
  const auditor = await castMember(partner, { name: 'Quinn', role: 'partner_auditor' })
  await expect(requestRetry(auditor, { executionId, withCurrent: true })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const rival = await castPartner('Mallory')
  await expect(requestRetry(rival.ada, { executionId, withCurrent: true })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
