import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { closePools } from '@/infra/db'
import { ensurePartitions } from '@/infra/partitions'
import { anEvent, castSender, rowsOf, type Sender } from '@/testing/sender'
import { ingestEvents } from '../execution/ingest'
import { rollUp } from '../rollup/settle'
import { keepRetention } from './retain'

afterAll(closePools)

const DAY_MS = 86_400_000
/** The trial keeps 90 days; the partition of a run holds a week. */
const GONE = new Date(Date.now() - 120 * DAY_MS)
const KEPT = new Date(Date.now() - 60 * DAY_MS)

vi.mock('../plan/standing', async (original) => ({ ...(await original<object>()), isBilled: () => true }))

let sender: Sender

const ended = (at: Date, run: string, type: 'execution.succeeded' | 'execution.failed' = 'execution.succeeded') =>
  anEvent({ id: `${run} ended`, type, time: at.toISOString(), execution: run })
const send = (...events: ReturnType<typeof anEvent>[]) =>
  ingestEvents(sender.caller, { clientId: sender.clientId, sourceId: sender.sourceId, events })
const days = () =>
  rowsOf<{ day: string; succeeded: number; failed: number }>(
    `SELECT day::text AS day, succeeded, failed FROM rollup_day WHERE tenant_id = $1 ORDER BY day`,
    [sender.tenantId],
  )
const runs = () =>
  rowsOf<{ anchor: Date }>('SELECT anchor_at AS anchor FROM execution WHERE tenant_id = $1 ORDER BY anchor_at', [
    sender.tenantId,
  ])

beforeAll(async () => {
  sender = await castSender()
  await rowsOf(`UPDATE entitlement SET plan = 'trial', changed_at = now() - interval '31 days' WHERE tenant_id = $1`, [
    sender.tenantId,
  ])
  await ensurePartitions(GONE)
  await ensurePartitions(KEPT)
  await ensurePartitions(new Date())
  await send(ended(GONE, 'gone'), ended(KEPT, 'kept'))
  await rollUp(sender.caller)
})

it('drops whole partitions that nobody was promised, keeps every count, and does nothing the second time', async () => {
  const before = await days()
  expect(before.map(({ succeeded }) => succeeded)).toEqual([1, 1])
  const { dropped } = await keepRetention(new Date())
  expect(dropped.some((name) => name.startsWith('event_log_'))).toBe(true)
  expect(dropped.some((name) => name.startsWith('execution_'))).toBe(true)
  expect((await runs()).map(({ anchor }) => anchor)).toEqual([KEPT])
  expect(await days()).toEqual(before)
  expect(await keepRetention(new Date())).toEqual({ dropped: [], purged: 0 })
})

it('does not count a time anew whose runs are gone, while what is kept still follows late news', async () => {
  await send(ended(new Date(GONE.getTime() + 60_000), 'late', 'execution.failed'))
  await send(ended(new Date(KEPT.getTime() + 60_000), 'late too', 'execution.failed'))
  await rollUp(sender.caller)
  expect((await days()).map(({ succeeded, failed }) => [succeeded, failed])).toEqual([
    [1, 0],
    [1, 1],
  ])
})

it('takes the stray run and its key that came too late, and keys of events after 35 days', async () => {
  await rowsOf(
    `UPDATE event_key SET seen = current_date - CASE WHEN key LIKE '%late%' THEN 35 ELSE 36 END WHERE tenant_id = $1`,
    [sender.tenantId],
  )
  const [{ n: old } = { n: 0 }] = await rowsOf<{ n: number }>(
    `SELECT count(*)::int AS n FROM event_key WHERE tenant_id = $1 AND seen < current_date - 35`,
    [sender.tenantId],
  )
  const { purged } = await keepRetention(new Date())
  // the stray run, and the key of its run
  expect(purged).toBe(old + 2)
  expect((await runs()).every(({ anchor }) => anchor >= KEPT)).toBe(true)
  const [left] = await rowsOf<{ n: number }>(
    'SELECT count(*)::int AS n FROM event_key WHERE tenant_id = $1 AND seen < current_date - 35',
    [sender.tenantId],
  )
  expect(left?.n).toBe(0)
})
