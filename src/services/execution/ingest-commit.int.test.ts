import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { normalise } from '@/domain/event/normalise'
import { env } from '@/env'
import { closePools } from '@/infra/db'
import { newId } from '@/lib/ids'
import { anEvent, castSender, eventPathDigest, rowsOf, type Sender } from '@/testing/sender'
import { ingestEvents } from './ingest'
import { commitBatch, storeBatch } from './ingest-commit'
import type { IngestItem } from './ingest-item'

let ben: Sender
let mallory: Sender
let workflowId: string
beforeAll(async () => {
  ben = await castSender()
  mallory = await castSender()
  await ingestEvents(ben.caller, { clientId: ben.clientId, sourceId: ben.sourceId, events: [anEvent()] })
  const [workflow] = await rowsOf<{ id: string }>('SELECT id FROM workflow WHERE tenant_id = $1', [ben.tenantId])
  workflowId = workflow?.id ?? ''
})
afterAll(closePools)

function item(given: Partial<IngestItem> = {}): IngestItem {
  const event = { attempt: 1, ...anEvent() }
  const { tenantId, clientId, sourceId } = ben
  return {
    tenantId,
    clientId,
    sourceId,
    workflowId,
    normalised: normalise(event, Date.now()),
    wakes: true,
    ...given,
  }
}
const commit = (items: IngestItem[]) => commitBatch(items, Date.now())

describe('an event that the database refuses', () => {
  it('is found among its neighbours, kept aside with the reason, and they are stored', async () => {
    const items = Array.from({ length: 100 }, () => item())
    const guilty = item({ workflowId: newId() })
    items[37] = guilty
    const outcomes = await commit(items)
    expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(99)
    expect(outcomes[37]).toMatchObject({
      kind: 'rejected',
      reason: expect.stringMatching(/could not be stored \(23503\)/),
    })
    const letters = await rowsOf('SELECT reason, payload FROM dead_letter WHERE tenant_id = $1', [ben.tenantId])
    expect(letters).toMatchObject([
      { reason: expect.stringMatching(/^23503 /), payload: { id: guilty.normalised.key } },
    ])
    expect(await commit([items[36] ?? guilty])).toMatchObject([{ kind: 'duplicate' }])
  })
})

describe('row-level security', () => {
  it('refuses a batch that holds a row of a tenant it is not sealed into', async () => {
    const before = [await eventPathDigest(ben.tenantId), await eventPathDigest(mallory.tenantId)]
    const foreign = item({ tenantId: mallory.tenantId, clientId: mallory.clientId, sourceId: mallory.sourceId })
    const attempt = storeBatch([item(), foreign], new Set([ben.tenantId]), Date.now())
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
    expect([await eventPathDigest(ben.tenantId), await eventPathDigest(mallory.tenantId)]).toEqual(before)
  })

  it('seals anew when the tenants of the next batch differ', async () => {
    for (const tenants of [[ben.tenantId], [mallory.tenantId, ben.tenantId], [ben.tenantId]]) {
      expect(await storeBatch([item()], new Set(tenants), Date.now())).toMatchObject([{ kind: 'accepted' }])
    }
    await expect(storeBatch([item()], new Set([mallory.tenantId]), Date.now())).rejects.toMatchObject({ code: '42501' })
  })
})

describe('two statements at the same time', () => {
  it('give each event one outcome, whatever they share', async () => {
    const shared = Array.from({ length: 50 }, () => item())
    const outcomes = await Promise.all([commit(shared), commit([...shared].reverse()), commit(shared)])
    const kinds = outcomes.flat().map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(50)
    expect(kinds.filter((kind) => kind === 'duplicate')).toHaveLength(100)
  })
})

describe('while the database is away', () => {
  it('says so, and the sender may repeat', async () => {
    const items = [item()]
    const holder = new pg.Client({ connectionString: env.DATABASE_URL })
    await holder.connect()
    await holder.query('BEGIN')
    await holder.query('INSERT INTO event_key VALUES ($1, $2, $3, $4, now())', [
      ben.tenantId,
      ben.sourceId,
      items[0]?.normalised.key,
      Buffer.of(),
    ])
    const attempt = commit(items).then(
      () => 'stored',
      (error) => error.code,
    )
    const cutWaiting = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'andon_ingest' AND wait_event_type = 'Lock' AND datname = current_database()`
    while ((await rowsOf(cutWaiting)).length === 0);
    expect(await attempt).toBe('UNAVAILABLE')
    await holder.query('ROLLBACK')
    await holder.end()
    expect(await commit(items)).toMatchObject([{ kind: 'accepted' }])
  })
})
