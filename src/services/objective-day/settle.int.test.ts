import { DateTime } from 'luxon'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { newId } from '@/lib/ids'
import { castClient, castPartner, machine } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { rowsOf } from '@/testing/sender'
import { rollUp } from '../rollup/settle'
import { settlePromises } from './settle'
import { tickPromises } from './tick'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const ZONE = 'Europe/Berlin'

let tenantId: string
let plant: Plant
let workflowId: string

beforeEach(async () => {
  const partner = await castPartner()
  tenantId = partner.tenantId
  plant = await Plant.open(tenantId, await castClient(partner))
  workflowId = await plant.workflow({ siteId: await plant.site(ZONE), createdAt: new Date(Date.now() - 20 * DAY_MS) })
})
afterAll(closePools)

async function objective(row: Record<string, unknown>): Promise<string> {
  const id = newId()
  const base = { name: 'Orders', scopeKind: 'workflow', workflowId, targetPpm: 990_000, windowDays: 7, zone: ZONE }
  await plant.insert('objective', { id, ...base, calendar: 'always', sliceS: 300, createdAt: new Date(), ...row })
  return id
}

const settle = async () => {
  await rollUp(machine(tenantId))
  await tickPromises(machine(tenantId))
  return settlePromises(machine(tenantId))
}

interface DayRow extends Record<string, unknown> {
  day: string
  eligible: number
  good: number
  bad: number
  excluded: Record<string, number>
  version: number
}
const daysOf = (objectiveId: string) =>
  rowsOf<DayRow>(
    `SELECT day::text, eligible, good, bad, excluded, version FROM objective_day WHERE tenant_id = $1 AND objective_id = $2
       AND (eligible > 0 OR excluded <> '{}') ORDER BY day`,
    [tenantId, objectiveId],
  )
const stateOf = async (objectiveId: string) =>
  (
    await rowsOf<Record<string, unknown>>(
      `SELECT s.eligible::int AS eligible, s.bad::int AS bad, s.drifts,
         (SELECT coalesce(sum(d.eligible), 0)::int FROM objective_day d WHERE d.objective_id = s.objective_id AND d.day BETWEEN s.from_day AND s.to_day) AS wanted,
         (SELECT coalesce(sum(d.bad), 0)::int FROM objective_day d WHERE d.objective_id = s.objective_id AND d.day BETWEEN s.from_day AND s.to_day) AS "wantedBad"
       FROM objective_state s WHERE s.tenant_id = $1 AND s.objective_id = $2`,
      [tenantId, objectiveId],
    )
  )[0]

async function run(at: Date, row: Record<string, unknown> = {}): Promise<void> {
  await plant.run(workflowId, at, row)
  const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000)
  await rowsOf(
    `INSERT INTO rollup_minute (tenant_id, workflow_id, minute, client_id, succeeded, failed, cancelled, duration_ms_sum)
     VALUES ($1, $2, $3, $4, 1, 0, 0, 0) ON CONFLICT (tenant_id, workflow_id, minute) DO UPDATE SET dirty = true`,
    [tenantId, workflowId, minute, plant.clientId],
  )
}

describe('a promise over runs', () => {
  it('counts each run on the local day of its end, manual and cancelled ones apart, and a slow success as broken', async () => {
    const fast = await objective({ form: 'occurrences', maxDurationMs: 5_000 })
    const any = await objective({ form: 'occurrences' })
    const wanted: Record<string, { eligible: number; bad: number; slow: number; manual: number; cancelled: number }> =
      {}
    for (let index = 0; index < 200; index++) {
      const at = new Date(Date.now() - 1000 - Math.floor((index * 6 * DAY_MS) / 200))
      const status = index % 7 === 0 ? 'failed' : index % 11 === 0 ? 'cancelled' : 'succeeded'
      const isManual = index % 13 === 0
      const durationMs = index % 5 === 0 ? 6_000 : 1_000
      await run(at, { status, isManual, durationMs })
      const day = DateTime.fromJSDate(at, { zone: ZONE }).toISODate() ?? ''
      const sums = wanted[day] ?? { eligible: 0, bad: 0, slow: 0, manual: 0, cancelled: 0 }
      wanted[day] = sums
      if (isManual) sums.manual++
      else if (status === 'cancelled') sums.cancelled++
      else {
        sums.eligible++
        if (status === 'failed') sums.bad++
        else if (durationMs > 5_000) sums.slow++
      }
    }
    await settle()
    const found = Object.fromEntries((await daysOf(any)).map((day) => [day.day, day]))
    const foundFast = Object.fromEntries((await daysOf(fast)).map((day) => [day.day, day]))
    expect(Object.keys(found)).toEqual(Object.keys(wanted).sort())
    for (const [day, { eligible, bad, slow, manual, cancelled }] of Object.entries(wanted)) {
      const excluded = { ...(manual && { manual }), ...(cancelled && { cancelled }) }
      expect(found[day]).toMatchObject({ eligible, bad, good: eligible - bad, excluded })
      expect(foundFast[day]).toMatchObject({ eligible, bad: bad + slow, good: eligible - bad - slow, excluded })
    }
  })

  it('is settled again by late news, whose day alone rises in version, and its window’s sums follow', async () => {
    const id = await objective({ form: 'occurrences' })
    await run(new Date(Date.now() - 3 * DAY_MS))
    await run(new Date(Date.now() - 1 * DAY_MS))
    await settle()
    expect(await settle()).toBe(0)
    await run(new Date(Date.now() - 3 * DAY_MS + 1), { status: 'failed' })
    await settle()
    expect((await daysOf(id)).map(({ eligible, bad, version }) => [eligible, bad, version])).toEqual([
      [2, 1, 2],
      [1, 0, 1],
    ])
    expect(await stateOf(id)).toEqual({ eligible: 3, bad: 1, drifts: 0, wanted: 3, wantedBad: 1 })
  })

  it('does not count before its workflow was there, and is audited: a sum that drifted is found and set right', async () => {
    const id = await objective({ form: 'occurrences' })
    await run(new Date(Date.now() - 25 * DAY_MS))
    await run(new Date(Date.now() - HOUR_MS))
    await settle()
    expect((await daysOf(id)).map(({ eligible, excluded }) => [eligible, excluded])).toEqual([
      [0, { before_start: 1 }],
      [1, {}],
    ])
    await rowsOf(
      `UPDATE objective_state SET eligible = 7, good = 7, settled_at = now() - interval '2 days' WHERE tenant_id = $1`,
      [tenantId],
    )
    expect(await tickPromises(machine(tenantId))).toBe(1)
    expect(await stateOf(id)).toMatchObject({ eligible: 1, wanted: 1, drifts: 1 })
  })
})

describe('promises over slots and slices', () => {
  it('count what the ledger and the downtime say', async () => {
    const rule = await plant.rule(workflowId, { status: 'on_time' }, { createdAt: new Date(Date.now() - 20 * DAY_MS) })
    const slots = await objective({ form: 'obligations' })
    const slices = await objective({ form: 'timeslices' })
    const noon = DateTime.now().setZone(ZONE).minus({ days: 2 }).startOf('day').plus({ hours: 12 })
    const day = noon.toISODate()
    const due = (minutes: number, outcome: string, reason: string | null = null) => {
      const dueAt = noon.plus({ minutes }).toJSDate()
      return plant.insert('obligation', {
        expectationId: rule,
        workflowId,
        day,
        dueAt,
        deadlineAt: dueAt,
        outcome,
        reason,
      })
    }
    const outcomes = ['met', 'met', 'late', 'missed', 'void']
    for (const [index, outcome] of outcomes.entries()) await due(index * 15, outcome)
    await due(90, 'excused', 'paused')
    await due(105, 'excused', 'closed:Sunday')
    const down = { fromAt: noon.toJSDate(), toAt: noon.plus({ minutes: 62 }).toJSDate() }
    await plant.insert('downtime', { expectationId: rule, workflowId, day, reason: 'missed', ...down })
    await settle()
    const found = (rows: DayRow[]) => rows.find((row) => row.day === day)
    expect(found(await daysOf(slots))).toMatchObject({ eligible: 4, good: 2, bad: 2, excluded: { paused: 1 } })
    const length = (noon.endOf('day').toMillis() + 1 - noon.startOf('day').toMillis()) / 300_000
    expect(found(await daysOf(slices))).toMatchObject({ eligible: length, bad: 13, excluded: {} })
  })
})
