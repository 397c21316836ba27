import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenantSql } from '@/infra/db'
import { type CastPartner, castClient, castPartner, machine } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { rollUpAllDays, rollUpDays } from './day'

let partner: CastPartner
let plant: Plant

beforeAll(async () => {
  partner = await castPartner()
  plant = await Plant.open(partner.tenantId, await castClient(partner))
})
afterAll(() => plant.close())

const HOUR = 3_600_000
const roll = () => rollUpDays(machine(partner.tenantId))
const days = (workflowId: string) =>
  withTenantSql(machine(partner.tenantId).scope, (sql) =>
    sql<{ day: string; succeeded: number; failed: number; ms: number }>(
      `SELECT day::text, succeeded, failed, duration_ms_sum::int AS ms FROM rollup_day WHERE tenant_id = :tenant AND workflow_id = $1 ORDER BY day`,
      [workflowId],
    ),
  )

/** Counted by the calendar of luxon, one run per half hour: an oracle that shares no code with the statement. */
function recount(zone: string, from: Date, to: Date): Record<string, number> {
  const counts: Record<string, number> = {}
  for (let at = from.getTime(); at < to.getTime(); at += HOUR / 2) {
    const day = DateTime.fromMillis(at, { zone }).toISODate() ?? ''
    counts[day] = (counts[day] ?? 0) + 1
  }
  return counts
}

describe('days are the plant’s', () => {
  it.each([
    ['Europe/Berlin', '2026-03-28T00:00:00Z', 46],
    ['Europe/Berlin', '2026-10-24T00:00:00Z', 50],
    ['America/Chicago', '2026-03-07T00:00:00Z', 46],
    ['America/Chicago', '2026-10-31T00:00:00Z', 50],
    ['Asia/Kolkata', '2026-03-28T00:00:00Z', 48],
    ['America/Santiago', '2026-09-05T00:00:00Z', 46], // summer time begins at midnight: the day starts at 01:00
  ])('%s around %s', async (zone, start, odd) => {
    const workflowId = await plant.workflow({ siteId: await plant.site(zone) })
    const from = new Date(start)
    const to = new Date(from.getTime() + 4 * 24 * HOUR)
    for (let at = from.getTime(); at < to.getTime(); at += HOUR / 2)
      await plant.minute(workflowId, new Date(at), { succeeded: 1, dirty: true })
    await roll()
    const counted = Object.fromEntries((await days(workflowId)).map(({ day, succeeded }) => [day, succeeded]))
    expect(counted).toEqual(recount(zone, from, to))
    expect(Object.values(counted)).toContain(odd)
  })

  it('a workflow without a plant counts in UTC', async () => {
    const workflowId = await plant.workflow()
    await plant.minute(workflowId, new Date('2026-11-19T23:59:00Z'), { failed: 2, durationMsSum: 30, dirty: true })
    await roll()
    expect(await days(workflowId)).toEqual([{ day: '2026-11-19', succeeded: 0, failed: 2, ms: 30 }])
  })
})

describe('set, not added', () => {
  it('a late minute, a correction and a repeat leave the day equal to its minutes', async () => {
    const workflowId = await plant.workflow()
    await plant.minute(workflowId, new Date('2026-11-19T10:00:00Z'), { succeeded: 3, durationMsSum: 300, dirty: true })
    await roll()
    await plant.minute(workflowId, new Date('2026-11-19T09:00:00Z'), { succeeded: 2, durationMsSum: 20, dirty: true })
    await roll()
    await plant.raw(
      `UPDATE rollup_minute SET succeeded = 2, failed = 1, dirty = true WHERE tenant_id = $1 AND workflow_id = '${workflowId}' AND succeeded = 3`,
    )
    await roll()
    await roll()
    expect(await days(workflowId)).toEqual([{ day: '2026-11-19', succeeded: 4, failed: 1, ms: 320 }])
  })

  it('senders and two workers at the same time: nothing is lost', async () => {
    const workflowId = await plant.workflow()
    const minutes = Array.from({ length: 8 }, (_, index) => new Date(Date.UTC(2026, 10, 20, 10, index)))
    for (const minute of minutes) await plant.minute(workflowId, minute, { dirty: true })
    let isSending = true
    const send = async () => {
      for (let event = 0; event < 160; event++) {
        const minute = minutes[event % minutes.length]?.toISOString()
        await plant.raw(
          `UPDATE rollup_minute SET succeeded = succeeded + 1, dirty = true WHERE tenant_id = $1 AND workflow_id = '${workflowId}' AND minute = '${minute}'`,
        )
      }
      isSending = false
    }
    const rollOften = async () => {
      while (isSending) await rollUpAllDays((tenantId) => machine(tenantId))
    }
    await Promise.all([send(), rollOften(), rollOften(), rollOften()])
    await rollUpAllDays((tenantId) => machine(tenantId))
    expect(await days(workflowId)).toEqual([{ day: '2026-11-20', succeeded: 160, failed: 0, ms: 0 }])
  })
})
