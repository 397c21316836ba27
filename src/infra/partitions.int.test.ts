import { afterAll, expect, it } from 'vitest'
import { ingestEvents } from '@/services/execution/ingest'
import { anEvent, castSender, rowsOf } from '@/testing/sender'
import { closePools } from './db'
import { ensurePartitions } from './partitions'

afterAll(closePools)

const placeOf = (tenantId: string) =>
  rowsOf<{ log: string; run: string }>(
    `SELECT (SELECT tableoid::regclass::text FROM event_log WHERE tenant_id = $1) AS log, (SELECT tableoid::regclass::text FROM execution WHERE tenant_id = $1) AS run`,
    [tenantId],
  )

it('makes what is missing, once, and brings home what the default partitions caught', async () => {
  const sender = await castSender()
  await ingestEvents(sender.caller, {
    clientId: sender.clientId,
    sourceId: sender.sourceId,
    events: [anEvent({ type: 'log' }), anEvent()].slice(1),
  })
  expect(await placeOf(sender.tenantId)).toEqual([{ log: 'event_log_default', run: 'execution_default' }])

  const [mine, theirs] = await Promise.all([ensurePartitions(new Date()), ensurePartitions(new Date())])
  expect(new Set([...mine, ...theirs]).size).toBe(mine.length + theirs.length)
  expect(mine.length + theirs.length).toBe(6 + 19)
  expect(await placeOf(sender.tenantId)).toEqual([
    { log: expect.stringMatching(/^event_log_\d{8}$/), run: expect.stringMatching(/^execution_\d{8}$/) },
  ])
  expect(await ensurePartitions(new Date())).toEqual([])
})

it('reaches four days and four weeks ahead of a coming day', async () => {
  const made = await ensurePartitions(new Date(Date.now() + 86_400_000))
  expect(made.every((name) => name.startsWith('event_log_') || name.startsWith('execution_'))).toBe(true)
  expect(made.filter((name) => name.startsWith('event_log_'))).toHaveLength(1)
})

it('gives partitions the keys of their parent and no rights of their own', async () => {
  const rows = await rowsOf<{ name: string; indexes: number; readable: boolean }>(
    `SELECT c.relname AS name, (SELECT count(*)::int FROM pg_index i WHERE i.indrelid = c.oid) AS indexes, has_table_privilege('andon_app', c.oid, 'SELECT') AS readable
     FROM pg_class c WHERE c.relispartition AND c.relkind = 'r' AND c.relname ~ '^(event_log|execution)_\\d{8}$'`,
  )
  expect(rows.length).toBeGreaterThan(20)
  expect(new Set(rows.map(({ name, indexes, readable }) => `${name.split('_20')[0]} ${indexes} ${readable}`))).toEqual(
    new Set(['event_log 2 false', 'execution 3 false']),
  )
})
