import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { closePools, platformQuery, withTenantSql } from '@/infra/db'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { auditRows } from '@/testing/audit-rows'
import { type CastPartner, castClient, castMember, castPartner } from '@/testing/cast'
import { audited, mutation, query, unchanged } from './define'

afterAll(closePools)

let partner: CastPartner
let clientId: string
beforeEach(async () => {
  partner = await castPartner()
  clientId = await castClient(partner)
})

const input = z.strictObject({ name: z.string() })

/** Renames the client, asks for an effect, and then does what the test wants. */
function renaming(end: () => Promise<void> | void) {
  return mutation({ action: 'test.rename', can: 'client.manage', input }, async (ctx, { name }) => {
    await ctx.tx.client.updateMany({ where: { id: clientId }, data: { name } })
    await ctx.emit('incident.opened', { incidentId: clientId })
    await end()
    return audited({ name }, { subject: { kind: 'client', id: clientId, name }, clientId, after: { name } })
  })
}

/** Everything the transaction above may leave. */
async function traces() {
  const [outbox] = await platformQuery<{ count: number }>(
    'SELECT count(*)::int AS count FROM outbox WHERE tenant_id = $1',
    [partner.tenantId],
  )
  const [client] = await platformQuery<{ name: string }>('SELECT name FROM client WHERE id = $1', [clientId])
  const renames = (await auditRows(partner.ada)).filter(({ action }) => action === 'test.rename')
  return { outbox: outbox?.count, name: client?.name, renames }
}

describe('mutation', () => {
  it('commits change, audit entry and effect together', async () => {
    await renaming(() => undefined)(partner.ada, { name: 'Brückner' })
    const entry = { actorName: 'Ada', subjectId: clientId, subjectName: 'Brückner', after: { name: 'Brückner' } }
    expect(await traces()).toMatchObject({ outbox: 1, name: 'Brückner', renames: [entry] })
  })

  it('shows nothing of it before the commit', async () => {
    const before = await traces()
    await renaming(async () => expect(await traces()).toEqual(before))(partner.ada, { name: 'Brückner' })
  })

  it('leaves nothing when it fails at its end', async () => {
    const before = await traces()
    const failing = renaming(() => {
      throw new AppError('CONFLICT', 'changed meanwhile')
    })
    await expect(failing(partner.ada, { name: 'Brückner' })).rejects.toThrow('changed meanwhile')
    expect(await traces()).toEqual(before)
  })

  it('leaves nothing when the audit trail cannot be written', async () => {
    const before = await traces()
    const unrecordable = mutation({ action: 'test.rename', can: 'client.manage', input }, async (ctx, { name }) => {
      await ctx.tx.client.updateMany({ where: { id: clientId }, data: { name } })
      return audited(null, { subject: { kind: 'client', id: clientId, name }, clientId: 'not an id' })
    })
    await expect(unrecordable(partner.ada, { name: 'Brückner' })).rejects.toThrow()
    expect(await traces()).toEqual(before)
  })

  it('refuses before it touches the database when the role lacks the permission', async () => {
    const auditor = await castMember(partner, { name: 'Quinn', role: 'partner_auditor' })
    let hasRun = false
    const verb = renaming(() => {
      hasRun = true
    })
    await expect(verb(auditor, { name: 'x' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('client.manage'),
    })
    expect(hasRun).toBe(false)
  })

  it('records in one gapless chain however many write at once', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Name ${index}`)
    await Promise.all(names.map((name) => renaming(() => undefined)(partner.ada, { name })))
    const links = await chain()
    expect(links.map(({ seq }) => Number(seq))).toEqual(links.map((_, index) => index + 1))
    expect(links.slice(1).map(({ prevHash }) => prevHash)).toEqual(links.slice(0, -1).map(({ hash }) => hash))
    expect((await traces()).renames).toHaveLength(12)
  })

  it('writes no entry for what it calls unchanged', async () => {
    const count = (await auditRows(partner.ada)).length
    await mutation({ action: 'test.nothing', can: 'self', input: z.strictObject({}) }, async () =>
      unchanged(null, 'a test'),
    )(partner.ada, {})
    expect(await auditRows(partner.ada)).toHaveLength(count)
  })

  it('joins an open transaction: one commit, one failure for both', async () => {
    const inner = renaming(() => undefined)
    const outer = (fails: boolean) =>
      mutation({ action: 'test.outer', can: 'client.manage', input }, async (ctx, given) => {
        await inner.within(ctx, given)
        if (fails) throw new AppError('INVALID', 'outer fails')
        return unchanged(null, 'the inner verb is the record')
      })
    const before = await traces()
    await expect(outer(true)(partner.ada, { name: 'Brückner' })).rejects.toThrow('outer fails')
    expect(await traces()).toEqual(before)
    await outer(false)(partner.ada, { name: 'Brückner' })
    expect((await traces()).renames).toHaveLength(1)
  })

  it('says CONFLICT for a name that exists, NOT_FOUND for a row behind the wall', async () => {
    const insert = (tenantId: string) =>
      mutation({ action: 'test.insert', can: 'client.manage', input }, async (ctx, { name }) => {
        await ctx.tx.client.create({ data: { tenantId, id: newId(), slug: name, name, createdAt: ctx.now } })
        return unchanged(null, 'a test')
      })
    await insert(partner.tenantId)(partner.ada, { name: 'twice' })
    await expect(insert(partner.tenantId)(partner.ada, { name: 'twice' })).rejects.toMatchObject({ code: 'CONFLICT' })
    const rival = await castPartner('Mallory')
    await expect(insert(rival.tenantId)(partner.ada, { name: 'planted' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('query', () => {
  it('cannot write', async () => {
    const writing = query({ action: 'test.write', can: 'self', input: z.strictObject({}) }, (ctx) =>
      ctx.sql(`UPDATE client SET name = 'x' WHERE tenant_id = :tenant`),
    )
    await expect(writing(partner.ada, {})).rejects.toThrow(/read-only/)
  })

  it('sees the clients of its scope only', async () => {
    const other = await castClient(partner)
    const cleo = await castMember(partner, { name: 'Cleo', role: 'client_plant', clientIds: [clientId] })
    const ids = query({ action: 'test.ids', can: 'self', input: z.strictObject({}) }, (ctx) =>
      ctx.sql<{ id: string }>(
        'SELECT c.id FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) ORDER BY c.id',
      ),
    )
    expect(await ids(cleo, {})).toEqual([{ id: clientId }])
    expect(await ids(partner.ada, {})).toEqual([{ id: clientId }, { id: other }])
  })
})

interface Link {
  seq: string
  hash: string
  prevHash: string
}

function chain(): Promise<Link[]> {
  const text = `SELECT a.seq, a.hash, a.prev_hash AS "prevHash" FROM audit_entry a WHERE a.tenant_id = :tenant ORDER BY a.seq`
  return withTenantSql(partner.ada.scope, (sql) => sql<Link>(text))
}
