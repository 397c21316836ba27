import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { castClient, machine } from '@/testing/cast'
import { anEvent, castSender, eventPathDigest, rollupsAndRecount, rowsOf, type Sender } from '@/testing/sender'
import { createExpectation } from '../expectation/create'
import { ingestEvents } from './ingest'

let ben: Sender
beforeEach(async () => {
  ben = await castSender()
})
afterAll(closePools)

const send = (...events: unknown[]) =>
  ingestEvents(ben.caller, { clientId: ben.clientId, sourceId: ben.sourceId, events })
const execution = async () => {
  const [row] = await rowsOf<Record<string, unknown>>(`SELECT * FROM execution WHERE tenant_id = $1`, [ben.tenantId])
  return row
}
const BASE = Date.now() - 60_000
const at = (second: number) => new Date(BASE + second * 1000).toISOString()

describe('one batch', () => {
  it('accepts 95 of 100 with 3 malformed and 2 duplicates, and nothing of it twice', async () => {
    const good = Array.from({ length: 95 }, (_, index) => anEvent({ execution: `run-${index >> 1}` }))
    const bad = [{ ...anEvent(), time: 'noon' }, { ...anEvent(), id: '' }, 7]
    const batch = [...good.slice(0, 50), ...bad, ...good.slice(50), good[3], good[90]]
    expect(await send(...batch)).toEqual({
      accepted: 95,
      duplicates: 2,
      conflicts: 0,
      conflictsAt: [],
      rejected: [
        { index: 50, reason: expect.stringMatching(/^time: /) },
        { index: 51, reason: expect.stringMatching(/^id: /) },
        { index: 52, reason: expect.stringMatching(/^event: /) },
      ],
    })
    const before = await eventPathDigest(ben.tenantId)
    expect(await send(...batch)).toMatchObject({ accepted: 0, duplicates: 97, conflicts: 0, rejected: { length: 3 } })
    expect(await eventPathDigest(ben.tenantId)).toBe(before)
    const [{ n } = { n: 0 }] = await rowsOf<{ n: number }>(
      'SELECT count(*)::int AS n FROM event_log WHERE tenant_id = $1',
      [ben.tenantId],
    )
    expect(n).toBe(95)
  })

  it('keeps what the sender sent, word for word', async () => {
    const event = {
      ...anEvent({ keys: { order: '4711' }, measures: { rows: 12 }, data: { note: 'Ä\u{1F600}' } }),
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    }
    await send(event)
    const [row] = await rowsOf('SELECT payload, key, type, clock_skew FROM event_log WHERE tenant_id = $1', [
      ben.tenantId,
    ])
    expect(row).toEqual({ payload: { ...event, attempt: 1 }, key: event.id, type: event.type, clock_skew: false })
  })

  it('tells the same key with other content apart, in one batch and between two', async () => {
    const event = anEvent()
    const other = { ...event, durationMs: 5 }
    expect(await send(event, other, event)).toMatchObject({
      accepted: 1,
      duplicates: 1,
      conflicts: 1,
      conflictsAt: [1],
    })
    const before = await eventPathDigest(ben.tenantId)
    expect(await send(other, event)).toMatchObject({ accepted: 0, duplicates: 1, conflicts: 1, conflictsAt: [0] })
    expect(await eventPathDigest(ben.tenantId)).toBe(before)
  })

  it('keeps keys of two sources apart', async () => {
    const cleo = await castSender(ben.partner)
    const event = anEvent()
    await send(event)
    const again = await ingestEvents(cleo.caller, { clientId: cleo.clientId, sourceId: cleo.sourceId, events: [event] })
    expect(again.accepted).toBe(1)
  })
})

describe('a run', () => {
  const run = { execution: 'run-1' }

  it('is the same whether its start comes before or after its finish', async () => {
    await send(anEvent({ ...run, id: 'f', type: 'execution.succeeded', time: at(9) }))
    await send(anEvent({ ...run, id: 's', type: 'execution.started', time: at(4) }))
    expect(await execution()).toMatchObject({
      status: 'succeeded',
      started_at: new Date(at(4)),
      ended_at: new Date(at(9)),
    })
    const { rollups, recount } = await rollupsAndRecount(ben.tenantId)
    expect(rollups).toEqual(recount)
    expect(rollups).toMatchObject([{ succeeded: 1, durationMsSum: '5000' }])
  })

  it('moves between minutes and statuses when a later finish contradicts the first', async () => {
    await send(
      anEvent({
        ...run,
        id: 'a',
        type: 'execution.failed',
        time: at(-200),
        durationMs: 10,
        error: { class: 'Timeout', step: 'post' },
      }),
    )
    await send(anEvent({ ...run, id: 'b', type: 'execution.succeeded', time: at(0), durationMs: 30 }))
    expect(await execution()).toMatchObject({
      status: 'succeeded',
      error_class: null,
      duration_ms: 30,
      status_key: 'b',
    })
    const { rollups, recount } = await rollupsAndRecount(ben.tenantId)
    expect(rollups).toEqual(recount)
    expect(rollups).toHaveLength(1)
  })

  it('is one run when two statements bring its first events at the same moment', async () => {
    const halves = ['a', 'b', 'c', 'd'].map((id) =>
      send(anEvent({ ...run, id, type: 'step.x', time: at(1) }), anEvent({ id: `${id}-other` })),
    )
    const results = await Promise.all(halves)
    expect(results.map(({ accepted }) => accepted)).toEqual([2, 2, 2, 2])
    const rows = await rowsOf(
      `SELECT DISTINCT execution_id FROM event_log WHERE tenant_id = $1 AND key IN ('a', 'b', 'c', 'd')`,
      [ben.tenantId],
    )
    expect(rows).toHaveLength(1)
  })

  it('carries its anchor in its id, so that the id alone finds its partition; the anchor is its first moment', async () => {
    const steps = [6, 4, 9].map((second) => anEvent({ ...run, type: 'step.x', time: at(second) }))
    await send(...steps)
    const row = await execution()
    const instant = Number.parseInt(String(row?.id).replaceAll('-', '').slice(0, 12), 16)
    expect(new Date(instant)).toEqual(row?.anchor_at)
    expect(row?.anchor_at).toEqual(new Date(at(4)))
  })

  it('that is reported started twice began at the earlier moment, whichever comes last', async () => {
    for (const second of [4, 2, 6]) await send(anEvent({ ...run, type: 'execution.started', time: at(second) }))
    expect(await execution()).toMatchObject({
      status: 'running',
      started_at: new Date(at(2)),
      status_at: new Date(at(6)),
    })
  })

  it('is not made by a log; a log without a run belongs to the workflow', async () => {
    await send(anEvent({ ...run, type: 'log' }), { ...anEvent({ type: 'business' }), execution: undefined })
    expect(await execution()).toBeUndefined()
    const rows = await rowsOf<{ execution_id: string | null }>(
      'SELECT execution_id FROM event_log WHERE tenant_id = $1 ORDER BY type DESC',
      [ben.tenantId],
    )
    expect(rows.map(({ execution_id }) => execution_id === null)).toEqual([false, true])
  })

  it('with a sender’s clock far ahead is clamped and flagged', async () => {
    await send(anEvent({ ...run, time: '2199-01-01T00:00:00Z' }))
    const [row] = await rowsOf<{ clock_skew: boolean; occurred_at: Date }>(
      'SELECT clock_skew, occurred_at FROM event_log WHERE tenant_id = $1',
      [ben.tenantId],
    )
    expect(row?.clock_skew).toBe(true)
    expect(row?.occurred_at.getUTCFullYear()).toBeLessThan(2190)
  })
})

describe('the workflow', () => {
  const workflow = async () => {
    const [row] = await rowsOf(
      `SELECT w.*, s.slug AS site FROM workflow w LEFT JOIN site s ON s.tenant_id = w.tenant_id AND s.id = w.site_id WHERE w.tenant_id = $1`,
      [ben.tenantId],
    )
    return row
  }

  it('registers itself once, unclaimed, in the site the event names', async () => {
    await rowsOf(
      `INSERT INTO site (tenant_id, id, client_id, slug, name, city, zone, created_at) VALUES ($1, gen_random_uuid(), $2, 'werk-1', 'W', 'B', 'Europe/Berlin', now())`,
      [ben.tenantId, ben.clientId],
    )
    await Promise.all([
      send(anEvent({ workflow: 'asn out', site: 'werk-1' })),
      send(anEvent({ workflow: 'asn out', site: 'werk-1' })),
    ])
    expect(await workflow()).toMatchObject({
      key: 'asn out',
      name: 'asn out',
      lifecycle: 'unclaimed',
      site: 'werk-1',
      client_id: ben.clientId,
    })
  })

  it('keeps its last run and counts its runs', async () => {
    await send(
      anEvent({ execution: 'r1', type: 'execution.failed', time: at(1) }),
      anEvent({ execution: 'r2', time: at(2) }),
      anEvent({ execution: 'r2', type: 'step.a', time: at(1) }),
    )
    const [state] = await rowsOf('SELECT * FROM workflow_state WHERE tenant_id = $1', [ben.tenantId])
    expect(state).toMatchObject({
      runs: '2',
      last_status: 'succeeded',
      last_success_at: new Date(at(2)),
      last_failure_at: new Date(at(1)),
    })
  })
})

describe('what wakes an evaluation', () => {
  const woken = () =>
    rowsOf<{ topic: string; payload: { workflowId: string; executionIds: string[] } }>(
      'SELECT topic, payload FROM outbox WHERE tenant_id = $1',
      [ben.tenantId],
    )
  const sendQuietly = (...events: unknown[]) =>
    ingestEvents(machine(ben.tenantId), { clientId: ben.clientId, sourceId: ben.sourceId, events, backfill: true })
  const openIncident = async () => {
    const [workflow] = await rowsOf<{ id: string }>('SELECT id FROM workflow WHERE tenant_id = $1', [ben.tenantId])
    await rowsOf(
      `INSERT INTO incident (tenant_id, id, number, client_id, workflow_id, cause_key, kind, title, impact, status, opened_at, detected_at, last_at)
       VALUES ($1, gen_random_uuid(), 1, $2, $3, 'x', 'failed', 'x', 1, 'open', now(), now(), now())`,
      [ben.tenantId, ben.clientId, workflow?.id],
    )
    return workflow?.id
  }

  it('a failure does, a success of an unwatched workflow does not', async () => {
    await send(anEvent())
    expect(await woken()).toEqual([])
    await send(anEvent({ type: 'execution.failed' }), anEvent({ type: 'execution.failed' }))
    expect(await woken()).toMatchObject([{ topic: 'workflow.evaluate', payload: { executionIds: { length: 2 } } }])
  })

  it('a success does while an incident is open', async () => {
    await send(anEvent())
    await openIncident()
    await send(anEvent({ type: 'execution.started' }))
    expect(await woken()).toEqual([])
    await send(anEvent())
    expect(await woken()).toHaveLength(1)
  })

  it('every run does where somebody expects one', async () => {
    await send(anEvent())
    const [workflow] = await rowsOf<{ id: string }>('SELECT id FROM workflow WHERE tenant_id = $1', [ben.tenantId])
    await createExpectation(ben.partner.ada, {
      workflowId: workflow?.id ?? '',
      rule: { kind: 'interval', intervalS: 60, zone: 'UTC', graceS: 0, maxDurationS: null },
    })
    await send(anEvent({ type: 'execution.started' }))
    expect(await woken()).toMatchObject([{ payload: { workflowId: workflow?.id } }])
  })

  it('history does not: neither a backfill nor an event of last month', async () => {
    await sendQuietly(anEvent({ type: 'execution.failed' }))
    await send(anEvent({ type: 'execution.failed', time: new Date(Date.now() - 30 * 86_400_000).toISOString() }))
    await send(anEvent({ type: 'execution.failed', time: '1999-01-01T00:00:00Z' }))
    expect(await woken()).toEqual([])
    const [{ n } = { n: 0 }] = await rowsOf<{ n: number }>(
      'SELECT count(*)::int AS n FROM execution WHERE tenant_id = $1',
      [ben.tenantId],
    )
    expect(n).toBe(3)
  })
})

describe('the caller', () => {
  it('writes for its own client and source only', async () => {
    const other = await castClient(ben.partner)
    const mallory = await castSender()
    const attempt = (clientId: string, sourceId: string) =>
      ingestEvents(ben.caller, { clientId, sourceId, events: [anEvent()] }).then(
        () => 'in',
        (error) => error.code,
      )
    expect(await attempt(other, ben.sourceId)).toBe('NOT_FOUND')
    expect(await attempt(ben.clientId, mallory.sourceId)).toBe('NOT_FOUND')
  })
})
