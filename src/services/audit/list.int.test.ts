import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { updateClient } from '@/services/client/update'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { listAudit } from './list'
import { verifyAudit } from './verify'

const list = (caller: UserCaller, input: object = {}) => listAudit(caller, listAudit.input.parse(input))
const verify = (caller: UserCaller) => verifyAudit(caller, verifyAudit.input.parse({}))

let nordlicht: CastPartner
let quinn: UserCaller
let outside: UserCaller
let plant: Plant

beforeAll(async () => {
  nordlicht = await castPartner()
  const bruckner = await castClient(nordlicht, 'brueckner')
  const vela = await castClient(nordlicht, 'vela')
  quinn = await castMember(nordlicht, { name: 'Quinn', role: 'partner_auditor' })
  outside = await castMember(nordlicht, { name: 'Otto', role: 'client_auditor', clientIds: [vela] })
  await updateClient(nordlicht.ada, updateClient.input.parse({ clientId: bruckner, name: 'Brückner Pumpen' }))
  plant = await Plant.open(nordlicht.tenantId, bruckner)
})
afterAll(() => plant.close())

describe('the trail', () => {
  it('shows the newest first, with what changed, and checks what it shows', async () => {
    const { rows, verdict, next } = await list(quinn)
    expect(rows[0]).toMatchObject({
      action: 'client.update',
      actorName: 'Ada',
      clientName: 'Brückner Pumpen',
      before: { name: 'Client brueckner' },
      after: { name: 'Brückner Pumpen' },
    })
    expect(verdict).toMatchObject({ ok: true, count: rows.length })
    expect(next).toBeNull()
  })
  it('filters by actor, by action or its noun, by client and by day', async () => {
    const actions = async (input: object) => (await list(quinn, input)).rows.map(({ action }) => action)
    expect(await actions({ action: 'client' })).toEqual(['client.update', 'client.create', 'client.create'])
    expect(await actions({ action: 'client.update' })).toEqual(['client.update'])
    expect(await actions({ client: 'vela' })).toEqual(['client.create'])
    expect(await actions({ actor: 'nobody' })).toEqual([])
    expect(await actions({ actor: '%' })).toEqual([])
    expect(await actions({ to: new Date(0) })).toEqual([])
  })
  it('says nothing about a chain it shows with gaps', async () => {
    const { rows, verdict } = await list(quinn, { action: 'client' })
    expect(rows[0]?.seq).toBeDefined()
    const hasGap = rows.some((row, index) => index > 0 && (rows[index - 1]?.seq ?? 0n) - row.seq !== 1n)
    expect(verdict === null).toBe(hasGap)
  })
  it('shows a scope of one client only its entries, and lets nobody check a chain with holes', async () => {
    expect((await list(outside)).rows.map(({ action }) => action)).toEqual(['client.create'])
    await expect(verify(outside)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
  it('is empty for a rival', async () => {
    const { ada: mallory } = await castPartner('Mallory')
    expect((await list(mallory)).rows.filter(({ action }) => action.startsWith('client.'))).toEqual([])
    await expect(list(mallory, { client: 'brueckner' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the proof over the whole chain', () => {
  it('walks every entry and meets the recorded head', async () => {
    const { verdict, head, next } = await verify(quinn)
    expect(verdict).toMatchObject({ ok: true, count: Number(head.seq) })
    expect(next).toBeNull()
  })
  it('goes on from a verified head', async () => {
    const whole = await list(quinn)
    const second = whole.rows.at(-2)
    const first = whole.rows.at(-1)
    const { verdict } = await verifyAudit(
      quinn,
      verifyAudit.input.parse({ after: { seq: first?.seq, hash: first?.hash } }),
    )
    expect(verdict).toMatchObject({ ok: true, count: whole.rows.length - 1 })
    expect(second?.prevHash).toBe(first?.hash)
  })
  it('names an altered entry, and a tail that was cut off', async () => {
    const { head } = await verify(quinn)
    await plant.raw(`UPDATE audit_entry SET actor_name = 'Eve' WHERE tenant_id = $1 AND seq = 1`)
    expect((await verify(quinn)).verdict).toEqual({ ok: false, firstBadSeq: 1n, why: 'content_altered' })
    expect((await list(quinn)).verdict).toEqual({ ok: false, firstBadSeq: 1n, why: 'content_altered' })
    await plant.raw(`UPDATE audit_entry SET actor_name = 'test' WHERE tenant_id = $1 AND seq = 1`)
    await plant.raw(`DELETE FROM audit_entry WHERE tenant_id = $1 AND seq = ${head.seq}`)
    expect((await verify(quinn)).verdict).toEqual({ ok: false, firstBadSeq: head.seq, why: 'gap' })
  })
})
