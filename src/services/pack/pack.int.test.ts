import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenantSql } from '@/infra/db'
import { storage } from '@/infra/storage'
import { newId } from '@/lib/ids'
import { updateClient } from '@/services/client/update'
import { freezeMonth } from '@/services/month/freeze'
import { type CastPartner, castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { verifyPack } from '~/public/verify-pack.mjs'
import { takeCheckpoint } from '../checkpoint/take'
import type { Caller } from '../context'
import { assemblePack } from './assemble'
import { buildPack } from './build'
import { downloadPack } from './download'
import { getPack } from './get'
import { listPacks } from './list'
import { packPath } from './store'

let partner: CastPartner
let system: Caller
let clientId: string
let otherId: string
let quinn: UserCaller
let otto: UserCaller
let plant: Plant

/** The calendar month before this one, in UTC. */
const now = new Date()
const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0)).toISOString().slice(0, 7)
const during = (day: number) => new Date(`${month}-${String(day).padStart(2, '0')}T10:00:00Z`)

beforeAll(async () => {
  partner = await castPartner()
  system = machine(partner.tenantId)
  clientId = await castClient(partner, 'brueckner')
  otherId = await castClient(partner, 'vela')
  quinn = await castMember(partner, { name: 'Quinn', role: 'partner_auditor' })
  otto = await castMember(partner, { name: 'Otto', role: 'client_auditor', clientIds: [clientId] })
  plant = await Plant.open(partner.tenantId, clientId)
  await plant.site('Europe/Berlin')
  const workflowId = await plant.workflow({ createdAt: during(1) })
  const incidentId = await plant.incident(workflowId, 1, {
    openedAt: during(3),
    detectedAt: during(3),
    lastAt: during(3),
  })
  const note = { id: newId(), incidentId, audience: 'internal', author: 'Ben', body: 'Störung behoben' }
  await plant.insert('incident_note', { ...note, createdAt: during(3) })
  for (const name of ['Secret one', 'Secret two'])
    await updateClient(partner.ada, updateClient.input.parse({ clientId: otherId, name }))
  await takeCheckpoint(system, { cause: 'daily' })
  await freezeMonth(partner.ada, freezeMonth.input.parse({ clientId, month, reason: 'for the test' }))
  await updateClient(partner.ada, updateClient.input.parse({ clientId: otherId, name: 'Secret three' }))
})
afterAll(() => plant.close())

const build = (caller: Caller = quinn) => buildPack(caller, { clientId, month })
async function built(): Promise<Buffer> {
  const { packId } = await build()
  await assemblePack(system, { packId })
  const { sha256 } = await getPack(quinn, { packId })
  return (await storage().get(packPath(partner.tenantId, sha256 ?? ''))) ?? Buffer.alloc(0)
}

describe('a pack of a frozen month', () => {
  it('is built, verifies with what the database signed, and can be taken', async () => {
    const asked = await build()
    expect(asked).toMatchObject({ status: 'building', revision: 0 })
    await assemblePack(system, asked)
    const pack = await getPack(otto, { packId: asked.packId })
    expect(pack).toMatchObject({ status: 'ready', month, clientSlug: 'brueckner', problem: null })
    expect(pack.done).toBe(pack.total)
    const { path, fileName } = await downloadPack(otto, { packId: asked.packId })
    expect(fileName).toBe(`brueckner-${month}.zip`)
    const bytes = (await storage().get(path)) ?? Buffer.alloc(0)
    const anchors = { key: pack.fingerprint, checkpoints: [pack.checkpointDigest ?? ''] }
    expect(verifyPack(bytes, anchors)).toMatchObject({ ok: true, open: [], manifest: { client: clientId, month } })
    const text = bytes.toString('utf8')
    expect(text).toContain('Störung behoben')
    expect(text).not.toContain('Secret')
    expect(text).not.toContain(otherId)
  })
  it('rests on a checkpoint that covers the freeze: made for it when none did', async () => {
    await built()
    const rows = await withTenantSql(system.scope, (sql) =>
      sql<{ cause: string }>('SELECT cause FROM audit_checkpoint WHERE tenant_id = :tenant ORDER BY number'),
    )
    expect(rows.map(({ cause }) => cause)).toEqual(['daily', 'pack'])
  })
  it('is answered with when it stands, and is the same bytes when it is built anew later', async () => {
    const first = await built()
    expect(await build()).toMatchObject({ status: 'ready' })
    // What happens after the freeze changes nothing.
    await plant.raw(
      `UPDATE incident SET resolved_at = now(), resolved_by = 'Ben', status = 'resolved', occurrences = 9 WHERE tenant_id = $1`,
    )
    await updateClient(partner.ada, updateClient.input.parse({ clientId: otherId, name: 'Secret four' }))
    await takeCheckpoint(system, { cause: 'daily' })
    await plant.raw(`UPDATE evidence_pack SET status = 'failed' WHERE tenant_id = $1`)
    expect((await built()).equals(first)).toBe(true)
  })
  it('says what is wrong instead of being kept, when figures and trail do not fit', async () => {
    const { packId } = await build()
    await plant.raw(`UPDATE audit_entry SET after = '{}' WHERE tenant_id = $1 AND action = 'month.freeze'`)
    await plant.raw(`UPDATE evidence_pack SET status = 'failed' WHERE tenant_id = $1`)
    await build()
    await expect(assemblePack(system, { packId })).rejects.toMatchObject({ code: 'INVALID' })
    expect(await getPack(quinn, { packId })).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('altered'),
    })
    await expect(downloadPack(partner.ada, { packId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('who may', () => {
  it('lists what a pack can be built of, in the reader’s reach', async () => {
    expect((await listPacks(quinn, {})).frozen).toEqual([
      { clientId, clientName: 'Client brueckner', month, revision: 0 },
    ])
    const outside = await castMember(partner, { name: 'Vera', role: 'client_auditor', clientIds: [otherId] })
    expect(await listPacks(outside, {})).toEqual({ rows: [], frozen: [] })
    await expect(build(outside)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
  it('not an operator, not for a month that is open, not for a rival', async () => {
    const ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
    await expect(build(ben)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(buildPack(quinn, { clientId: otherId, month })).rejects.toMatchObject({ code: 'CONFLICT' })
    const { ada: mallory } = await castPartner('Mallory')
    await expect(build(mallory)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
