import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TRIES_MAX } from '@/domain/dead-letter/redact'
import { withTenantSql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { listDeadLetters } from './list'
import { openDeadLetter } from './open'
import { retryDeadLetters } from './retry'

let partner: CastPartner
let ben: UserCaller
let plant: Plant
let sourceId: string

beforeAll(async () => {
  partner = await castPartner()
  const clientId = await castClient(partner)
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  plant = await Plant.open(partner.tenantId, clientId)
  sourceId = await plant.source()
})
afterAll(() => plant.close())

const eventOf = (more: object = {}) => ({
  id: newId(),
  workflow: 'order-release',
  execution: newId(),
  type: 'execution.succeeded',
  time: new Date().toISOString(),
  data: { iban: 'DE02 1203' },
  ...more,
})
async function letter(payload: object, receivedAt = new Date()): Promise<string> {
  const id = newId()
  const row = { id, sourceId, reason: '22P05 not text', payload: JSON.stringify(payload), receivedAt }
  await plant.insert('dead_letter', row)
  return id
}
const retry = (deadLetterIds: string[], payload?: object) =>
  retryDeadLetters(
    ben,
    retryDeadLetters.input.parse({
      deadLetterIds,
      reason: 'sender repaired',
      payload: payload && JSON.stringify(payload),
    }),
  )
const rowOf = async (id: string) => (await listDeadLetters(ben, {})).rows.find((row) => row.id === id)
const count = async (text: string, values: unknown[] = []) =>
  Number((await withTenantSql(ben.scope, (sql) => sql<{ n: string }>(text, values)))[0]?.n)

describe('an event that was kept aside', () => {
  it('is listed without what is in it; looking at it is recorded', async () => {
    const id = await letter(eventOf())
    const row = await rowOf(id)
    expect(row).toMatchObject({ shown: { workflow: 'order-release' }, hidden: ['data'], tries: 0, mayRetry: true })
    expect(JSON.stringify(row)).not.toContain('DE02')
    expect((await openDeadLetter(ben, { deadLetterId: id })).payload).toContain('DE02')
    const looked = `SELECT count(*) AS n FROM audit_entry WHERE tenant_id = :tenant AND action = 'deadLetter.open' AND subject_id = $1`
    expect(await count(looked, [id])).toBe(1)
  })
  it('goes the normal way in with its own key, once', async () => {
    const event = eventOf()
    const id = await letter(event)
    expect(await retry([id])).toEqual({ tried: [{ deadLetterId: id, outcome: 'accepted', problem: null }] })
    expect(await count('SELECT count(*) AS n FROM event_log WHERE tenant_id = :tenant AND key = $1', [event.id])).toBe(
      1,
    )
    expect(await rowOf(id)).toMatchObject({ isSettled: true, mayRetry: false, lastBy: 'Ben' })
    await expect(retry([id])).rejects.toMatchObject({ code: 'CONFLICT' })
    const again = await letter(event, new Date(Date.now() - 1_000))
    expect(await rowOf(again)).toBeUndefined()
  })
  it('says that it is there already when the sender was quicker', async () => {
    const event = eventOf()
    const first = await letter(event, new Date(Date.now() - 60_000))
    await retry([first])
    await plant.raw(`DELETE FROM dead_letter_try WHERE tenant_id = $1`)
    expect((await retry([first])).tried).toMatchObject([{ outcome: 'duplicate' }])
  })
  it('can be sent many at once', async () => {
    const ids = await Promise.all([letter(eventOf()), letter(eventOf({ type: 'nonsense' })), letter(eventOf())])
    const { tried } = await retry(ids)
    expect(tried.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'accepted', 'rejected'])
    expect(tried.find(({ outcome }) => outcome === 'rejected')?.problem).toContain('type')
  })
  it('can be corrected; the trail holds hashes, never the content', async () => {
    const wrong = eventOf({ type: 'nonsense' })
    const id = await letter(wrong)
    expect((await retry([id], { ...wrong, type: 'execution.failed' })).tried).toMatchObject([{ outcome: 'accepted' }])
    const [entry] = await withTenantSql(ben.scope, (sql) =>
      sql<{ before: object; after: object; reason: string }>(
        `SELECT before, after, reason FROM audit_entry WHERE tenant_id = :tenant AND action = 'deadLetter.retry' AND subject_id = $1`,
        [id],
      ),
    )
    expect(entry).toMatchObject({
      before: { sha256: expect.any(String) },
      after: { outcome: 'accepted', sha256: expect.any(String) },
      reason: 'sender repaired',
    })
    expect(JSON.stringify(entry)).not.toContain('DE02')
  })
  it('is tried a few times only', async () => {
    const id = await letter(eventOf({ type: 'nonsense' }))
    for (let n = 0; n < TRIES_MAX; n++) expect((await retry([id])).tried).toMatchObject([{ outcome: 'rejected' }])
    await expect(retry([id])).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('5 times') })
  })
  it('is nobody else’s', async () => {
    const id = await letter(eventOf())
    const outside = await castMember(partner, { name: 'Vera', role: 'partner_operator', clientIds: [newId()] })
    const { ada: mallory } = await castPartner('Mallory')
    for (const stranger of [outside, mallory]) {
      expect((await listDeadLetters(stranger, {})).rows).toEqual([])
      await expect(openDeadLetter(stranger, { deadLetterId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
      const attempt = retryDeadLetters(stranger, { deadLetterIds: [id], reason: 'for me', payload: null })
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    const carl = await castMember(partner, { name: 'Carl', role: 'partner_approver' })
    await expect(listDeadLetters(carl, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
