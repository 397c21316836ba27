import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ExpectationInput } from '@/domain/expectation/schema'
import { closePools, platformQuery, withTenantSql } from '@/infra/db'
import { lastAudit } from '@/testing/audit-rows'
import { type CastPartner, castPartner, type UserCaller } from '@/testing/cast'
import { type Manufacturer, makeManufacturer, QUARTERLY } from '@/testing/factories'
import { Plant } from '@/testing/plant'
import { retireWorkflow } from '../workflow/retire'
import { createExpectation } from './create'
import { pauseExpectation } from './pause'
import { resumeExpectation } from './resume'
import { updateExpectation } from './update'

let partner: CastPartner
let ada: UserCaller
let made: Manufacturer
let plant: Plant

beforeAll(async () => {
  partner = await castPartner()
  ada = partner.ada
})
beforeEach(async () => {
  made = await makeManufacturer(ada)
  plant = await Plant.open(partner.tenantId, made.clientId)
  return () => plant.close()
})
afterAll(closePools)

interface StateRow {
  status: string
  due_at: Date | null
  next_check_at: Date | null
  version: number
}

async function stateOf(expectationId: string): Promise<StateRow> {
  const columns = 'status, due_at, next_check_at, version'
  const [row] = await platformQuery<StateRow>(`SELECT ${columns} FROM expectation_state WHERE expectation_id = $1`, [
    expectationId,
  ])
  if (!row) throw new Error('no such expectation')
  return row
}

interface Move {
  from: string
  to: string
  at: Date
  reason: string
}

function movesOf(expectationId: string): Promise<Move[]> {
  const text = `SELECT t.from_state AS from, t.to_state AS to, t.at, t.cause ->> 'reason' AS reason FROM transition t
    WHERE t.tenant_id = :tenant AND t.subject_id = $1 ORDER BY t.seq`
  return withTenantSql(ada.scope, (sql) => sql<Move>(text, [expectationId]))
}

function incidentsOf(expectationId: string) {
  const text = `SELECT i.kind, i.status, i.opened_at FROM incident i WHERE i.tenant_id = :tenant AND i.expectation_id = $1`
  return withTenantSql(ada.scope, (sql) =>
    sql<{ kind: string; status: string; opened_at: Date }>(text, [expectationId]),
  )
}

/** A rule that has waited since `ageS` seconds ago: made, and due, in the past. */
/** Late comes a minute after the slot, or after a quarter of a shorter grace. */
const later = (at: Date | null, seconds: number) => at && new Date(at.getTime() + seconds * 1000)

async function agedRule(ageS: number, graceS: number): Promise<{ id: string; dueAt: Date }> {
  const createdAt = new Date(Date.now() - ageS * 1000)
  const dueAt = new Date(createdAt.getTime() + 60_000)
  const state = { status: 'new', since: createdAt, dueAt, nextCheckAt: dueAt, seq: 0 }
  const rule = { kind: 'interval', cron: null, intervalS: 60, graceS, createdAt }
  return { id: await plant.rule(made.workflowId, state, rule), dueAt }
}

const interval = (graceS: number): ExpectationInput => ({
  kind: 'interval',
  intervalS: 3600,
  zone: 'Europe/Berlin',
  graceS,
  maxDurationS: null,
})

describe('createExpectation', () => {
  it('arms the first timer at the next quarter of an hour', async () => {
    const before = Date.now()
    const { expectationId, status, dueAt } = await createExpectation(ada, {
      workflowId: made.workflowId,
      rule: QUARTERLY,
    })
    expect(status).toBe('new')
    expect((dueAt?.getTime() ?? 1) % 900_000).toBe(0)
    expect((dueAt?.getTime() ?? 0) - before).toBeLessThanOrEqual(900_000)
    expect(await stateOf(expectationId)).toEqual({
      status: 'new',
      due_at: dueAt,
      next_check_at: later(dueAt, 60),
      version: 1,
    })
    expect(await lastAudit(ada, 'expectation.create')).toMatchObject({ subjectId: expectationId, after: QUARTERLY })
  })

  it('expects nothing of a retired workflow', async () => {
    await retireWorkflow(ada, { workflowId: made.workflowId })
    const attempt = createExpectation(ada, { workflowId: made.workflowId, rule: QUARTERLY })
    await expect(attempt).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(resumeExpectation(ada, { expectationId: made.expectationId })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })
})

describe('pause and resume', () => {
  it('turn the timer off and on, and say so in transitions and in the record', async () => {
    const { expectationId } = made
    expect(await pauseExpectation(ada, { expectationId })).toEqual({ expectationId, status: 'paused', dueAt: null })
    expect(await stateOf(expectationId)).toMatchObject({ status: 'paused', next_check_at: null, version: 2 })
    expect(await lastAudit(ada, 'expectation.pause')).toMatchObject({
      before: { status: 'new' },
      after: { status: 'paused' },
    })
    const { status, dueAt } = await resumeExpectation(ada, { expectationId })
    expect(status).toBe('new')
    expect(dueAt?.getTime()).toBeGreaterThan(Date.now() - 1000)
    expect(await stateOf(expectationId)).toMatchObject({ next_check_at: later(dueAt, 60), version: 3 })
    expect((await movesOf(expectationId)).map(({ from, to, reason }) => [from, to, reason])).toEqual([
      ['new', 'paused', 'paused'],
      ['paused', 'new', 'resumed'],
    ])
  })

  it('do nothing the second time', async () => {
    await pauseExpectation(ada, { expectationId: made.expectationId })
    await pauseExpectation(ada, { expectationId: made.expectationId })
    expect(await stateOf(made.expectationId)).toMatchObject({ version: 2 })
  })

  it('keep what was missed before: the moment is the deadline, not the click', async () => {
    const { id, dueAt } = await agedRule(600, 120)
    await pauseExpectation(ada, { expectationId: id })
    const deadline = new Date(dueAt.getTime() + 120_000)
    expect((await movesOf(id)).slice(0, 2)).toEqual([
      { from: 'new', to: 'late', at: later(dueAt, 30), reason: 'due' },
      { from: 'late', to: 'down', at: deadline, reason: 'missed' },
    ])
    expect((await movesOf(id)).at(-1)).toMatchObject({ from: 'down', to: 'paused' })
  })

  it('open the incident that no timer had noticed yet, and leave it to people', async () => {
    const { id, dueAt } = await agedRule(600, 120)
    await pauseExpectation(ada, { expectationId: id })
    const opened_at = new Date(dueAt.getTime() + 120_000)
    expect(await incidentsOf(id)).toEqual([{ kind: 'missed', status: 'open', opened_at }])
    await resumeExpectation(ada, { expectationId: id })
    expect(await incidentsOf(id)).toEqual([{ kind: 'missed', status: 'open', opened_at }])
  })

  it('of two at once, the second finds it done', async () => {
    await Promise.all([1, 2].map(() => pauseExpectation(ada, { expectationId: made.expectationId })))
    expect(await movesOf(made.expectationId)).toHaveLength(1)
    expect(await stateOf(made.expectationId)).toMatchObject({ version: 2 })
  })
})

describe('updateExpectation', () => {
  it('waits for the new rule’s next slot', async () => {
    const { expectationId } = made
    const before = Date.now()
    const { dueAt } = await updateExpectation(ada, { expectationId, rule: interval(600) })
    expect((dueAt?.getTime() ?? 0) - before).toBeGreaterThanOrEqual(3_600_000 - 5)
    expect(await stateOf(expectationId)).toMatchObject({ status: 'new', next_check_at: later(dueAt, 60), version: 2 })
    expect(await lastAudit(ada, 'expectation.update')).toMatchObject({
      before: { kind: 'cron', cron: '*/15 * * * *', intervalS: null },
      after: { kind: 'interval', cron: null, intervalS: 3600 },
    })
  })

  it('does not judge the past by the new rule', async () => {
    const { id, dueAt } = await agedRule(600, 3600)
    await updateExpectation(ada, { expectationId: id, rule: interval(60) })
    expect((await movesOf(id)).map(({ to, reason }) => [to, reason])).toEqual([
      ['late', 'due'],
      ['new', 'changed'],
    ])
    expect((await movesOf(id))[0]?.at).toEqual(later(dueAt, 60))
  })

  it('ends the incident of what the old rule missed', async () => {
    const { id } = await agedRule(600, 120)
    await updateExpectation(ada, { expectationId: id, rule: interval(600) })
    expect(await incidentsOf(id)).toMatchObject([{ kind: 'missed', status: 'resolved' }])
  })

  it('leaves a paused one paused', async () => {
    const { expectationId } = made
    await pauseExpectation(ada, { expectationId })
    const changed = await updateExpectation(ada, { expectationId, rule: interval(600) })
    expect(changed).toMatchObject({ status: 'paused', dueAt: null })
    expect(await stateOf(expectationId)).toMatchObject({ status: 'paused', next_check_at: null })
  })

  it('records nothing when the rule is the same', async () => {
    await updateExpectation(ada, { expectationId: made.expectationId, rule: QUARTERLY })
    expect(await stateOf(made.expectationId)).toMatchObject({ version: 1 })
  })
})
