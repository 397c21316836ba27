import { DateTime } from 'luxon'
import { afterAll, describe, expect, it } from 'vitest'
import { closePools, withTenantSql } from '@/infra/db'
import { castClient, castPartner, machine } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { anEvent, castSender, rowsOf, type Sender } from '@/testing/sender'
import { ingestEvents } from '../execution/ingest'
import { rollUp, rollUpAll } from './settle'

afterAll(closePools)

const HOUR_MS = 3_600_000

interface Ended {
  workflowId: string
  endedAt: Date
  status: string
  isManual: boolean
  ms: number | null
}

const RUNS = `
SELECT workflow_id AS "workflowId", ended_at AS "endedAt", status, is_manual AS "isManual",
  coalesce(duration_ms, greatest(0, round(extract(epoch FROM ended_at - started_at) * 1000)))::float8 AS ms
FROM execution WHERE tenant_id = $1 AND status <> 'running'`

/** Counted by luxon's calendar in plain loops: an oracle that shares no code with the statements. */
async function recount(tenantId: string, zones: Record<string, string>): Promise<Record<string, string>> {
  const found: Record<string, { counts: Record<string, number>; ms: number[] }> = {}
  for (const run of await rowsOf<Ended & Record<string, unknown>>(RUNS, [tenantId])) {
    const local = DateTime.fromJSDate(run.endedAt, { zone: zones[run.workflowId] ?? 'UTC' })
    // elapsed minutes back: where clocks turn within an hour, its parts are hours of their own
    const hour = local.startOf('minute').minus({ minutes: local.minute })
    for (const bucket of [local.toISODate(), hour.toUTC().toISO()]) {
      const key = `${run.workflowId} ${bucket}`
      const sums = found[key] ?? { counts: { succeeded: 0, failed: 0, cancelled: 0, manual: 0 }, ms: [] }
      found[key] = sums
      const kind = run.isManual ? 'manual' : run.status
      sums.counts[kind] = (sums.counts[kind] ?? 0) + 1
      if (kind === 'succeeded' && run.ms !== null) sums.ms.push(run.ms)
    }
  }
  return Object.fromEntries(
    Object.entries(found).map(([key, { counts, ms }]) => [
      key,
      `${Object.values(counts).join(' ')} ${ms.reduce((a, b) => a + b, 0)} ${ms.length ? Math.max(...ms) : '-'}`,
    ]),
  )
}

/** The same text of what is stored; buckets that became empty are left out. */
async function stored(tenantId: string): Promise<Record<string, string>> {
  const columns = `succeeded, failed, cancelled, manual, duration_ms_sum::float8 AS sum, duration_ms_max::float8 AS max`
  const rows = await rowsOf<Record<string, string | number | null>>(
    `SELECT workflow_id || ' ' || to_char(hour, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS key, ${columns} FROM rollup_hour WHERE tenant_id = $1
     UNION ALL SELECT workflow_id || ' ' || day, ${columns} FROM rollup_day WHERE tenant_id = $1`,
    [tenantId],
  )
  const full = rows.filter((row) => ['succeeded', 'failed', 'cancelled', 'manual'].some((name) => row[name] !== 0))
  return Object.fromEntries(
    full.map((row) => [
      row.key,
      `${row.succeeded} ${row.failed} ${row.cancelled} ${row.manual} ${row.sum} ${row.max ?? '-'}`,
    ]),
  )
}

function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const ENDS = ['execution.succeeded', 'execution.succeeded', 'execution.failed', 'execution.cancelled'] as const

/** A story of a week: starts, ends, second ends that win or lose, runs by hand, runs over days, in any order, some twice. */
function story(seed: number, now: number): ReturnType<typeof anEvent>[] {
  const random = randomOf(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const at = (ms: number) => new Date(ms).toISOString()
  const events = Array.from({ length: 60 }, (_, index) => {
    const run = { workflow: pick(['w-berlin', 'w-kolkata', 'w-chicago']), execution: `r${index}` }
    const endsAt = now - Math.floor(random() * 7 * 24 * HOUR_MS)
    const tookMs = pick([500, 90_000, 2 * HOUR_MS, 3 * 24 * HOUR_MS]) * random()
    const data = random() < 0.15 ? { mode: 'manual' } : {}
    const end = { ...run, type: pick(ENDS), time: at(endsAt), data: random() < 0.5 ? data : {} }
    return [
      anEvent({ ...run, type: 'execution.started', time: at(endsAt - tookMs), data }),
      ...(random() < 0.9 ? [anEvent(random() < 0.3 ? { ...end, durationMs: Math.floor(random() * 1e6) } : end)] : []),
      ...(random() < 0.3
        ? [anEvent({ ...run, type: pick(ENDS), time: at(endsAt + (random() - 0.5) * 20 * HOUR_MS) })]
        : []),
    ]
  }).flat()
  const twice = [...events, ...events.filter(() => random() < 0.2)]
  for (let i = twice.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[twice[i], twice[j]] = [twice[j] as (typeof twice)[0], twice[i] as (typeof twice)[0]]
  }
  return twice
}

const ZONES = { 'w-berlin': 'Europe/Berlin', 'w-kolkata': 'Asia/Kolkata', 'w-chicago': 'America/Chicago' }

async function threePlants(sender: Sender): Promise<Record<string, string>> {
  const plant = await Plant.open(sender.tenantId, sender.clientId)
  const zones: Record<string, string> = {}
  for (const [key, zone] of Object.entries(ZONES))
    zones[await plant.workflow({ key, siteId: await plant.site(zone) })] = zone
  await plant.close()
  return zones
}

describe('a recount of everything equals the roll-ups', () => {
  it.each([1, 2, 3, 4, 5, 6])('after the late, repeated and disordered week %i', async (seed) => {
    const sender = await castSender()
    const zones = await threePlants(sender)
    const events = story(seed, Date.now())
    const send = (batch: unknown[]) =>
      ingestEvents(sender.caller, { clientId: sender.clientId, sourceId: sender.sourceId, events: batch })
    for (let from = 0; from < events.length; from += 40) {
      await send(events.slice(from, from + 40))
      if (from % 80 === 0) await rollUp(machine(sender.tenantId))
      // Minutes that have served: what comes later for their hours is counted from the runs.
      if (from === 80) await rowsOf('DELETE FROM rollup_minute WHERE tenant_id = $1 AND NOT dirty', [sender.tenantId])
    }
    await rollUp(machine(sender.tenantId))
    const wanted = await recount(sender.tenantId, zones)
    expect(Object.keys(wanted).length).toBeGreaterThan(50)
    expect(await stored(sender.tenantId)).toEqual(wanted)
  })

  it('and again after its plants have moved to other clocks', async () => {
    const sender = await castSender()
    const zones = await threePlants(sender)
    await ingestEvents(sender.caller, { ...sender, events: story(7, Date.now()).slice(0, 100) })
    await rollUp(machine(sender.tenantId))
    for (const [to, from] of [
      ['Asia/Kathmandu', 'Europe/Berlin'],
      ['Australia/Lord_Howe', 'Asia/Kolkata'],
      ['Asia/Tokyo', 'America/Chicago'],
    ] as const) {
      await rowsOf('UPDATE site SET zone = $2 WHERE tenant_id = $1 AND zone = $3', [sender.tenantId, to, from])
      for (const id of Object.keys(zones)) if (zones[id] === from) zones[id] = to
    }
    await rollUp(machine(sender.tenantId))
    expect(await stored(sender.tenantId)).toEqual(await recount(sender.tenantId, zones))
  })
})

describe('days are the plant’s', () => {
  it.each([
    ['Europe/Berlin', '2026-03-28T00:00:00Z', 46],
    ['Europe/Berlin', '2026-10-24T00:00:00Z', 50],
    ['America/Chicago', '2026-03-07T00:00:00Z', 46],
    ['America/Chicago', '2026-10-31T00:00:00Z', 50],
    ['Asia/Kolkata', '2026-03-28T00:00:00Z', 48],
    ['America/Santiago', '2026-09-05T00:00:00Z', 46], // summer time begins at midnight: the day starts at 01:00
    ['Australia/Lord_Howe', '2026-04-03T00:00:00Z', 49], // clocks go back by half an hour
    ['Australia/Lord_Howe', '2026-10-02T00:00:00Z', 47],
  ])('%s around %s', async (zone, start, odd) => {
    const partner = await castPartner()
    const plant = await Plant.open(partner.tenantId, await castClient(partner))
    const workflowId = await plant.workflow({ siteId: await plant.site(zone) })
    for (let half = 0; half < 4 * 48; half++) {
      const at = new Date(Date.parse(start) + (half * HOUR_MS) / 2)
      await plant.run(workflowId, at)
      await plant.minute(workflowId, at, { succeeded: 1, dirty: true })
    }
    await rollUp(machine(partner.tenantId))
    const counted = await stored(partner.tenantId)
    expect(counted).toEqual(await recount(partner.tenantId, { [workflowId]: zone }))
    const days = Object.keys(counted).filter((key) => /\d{4}-\d\d-\d\d$/.test(key))
    expect(days.map((key) => Number(counted[key]?.split(' ')[0]))).toContain(odd)
    await plant.close()
  })
})

describe('side by side', () => {
  it('senders and three workers: nothing is lost', async () => {
    const sender = await castSender()
    let isSending = true
    const send = async () => {
      for (let batch = 0; batch < 40; batch++)
        await ingestEvents(sender.caller, { ...sender, events: Array.from({ length: 4 }, () => anEvent()) })
      isSending = false
    }
    const rollOften = async () => {
      while (isSending) await rollUpAll((tenantId) => machine(tenantId))
    }
    await Promise.all([send(), rollOften(), rollOften(), rollOften()])
    await rollUpAll((tenantId) => machine(tenantId))
    const [sum] = await withTenantSql(machine(sender.tenantId).scope, (sql) =>
      sql<{ n: number }>('SELECT sum(succeeded)::int AS n FROM rollup_day WHERE tenant_id = :tenant'),
    )
    expect(sum?.n).toBe(160)
  })
})
