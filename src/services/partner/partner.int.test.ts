import { afterAll, describe, expect, it } from 'vitest'
import { closePools, platformQuery } from '@/infra/db'
import type { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { lastAudit } from '@/testing/audit-rows'
import { castMember, castPartner, machine, visitorAt } from '@/testing/cast'
import { currentPartner, readBrand } from '../brand/read'
import { updateBrand } from '../brand/update'
import { createPartner } from './create'
import { resolveHost } from './resolve-host'

afterAll(closePools)

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )
const facts = (slug: string, email = `ada@${slug}.example`) =>
  createPartner.input.parse({
    slug,
    name: 'Nordlicht',
    brandName: 'Nordlicht',
    brandColor: '#0E545E',
    owner: { email, name: 'Ada' },
  })
const freshSlug = () => `n${newId().slice(-12)}`

describe('createPartner', () => {
  it('gives a tenant its address, owner, counter and first record', async () => {
    const slug = freshSlug()
    const caller = machine()
    const { tenantId, host, userId } = await createPartner(caller, facts(slug))
    expect(tenantId).toBe(caller.scope.tenantId)
    expect(await resolveHost(host)).toEqual({ tenantId, clientId: null, host: `${slug}.localhost` })
    const [member] = await platformQuery(
      'SELECT role, all_clients FROM membership WHERE tenant_id = $1 AND user_id = $2',
      [tenantId, userId],
    )
    expect(member).toEqual({ role: 'partner_owner', all_clients: true })
    expect(await lastAudit(caller, 'partner.create')).toMatchObject({ subjectName: 'Nordlicht', after: { slug, host } })
  })

  it('is found at once by a process that had looked before', async () => {
    const slug = freshSlug()
    expect(await resolveHost(`${slug}.localhost`)).toBeNull()
    await createPartner(machine(), facts(slug))
    expect(await resolveHost(`${slug}.localhost`)).not.toBeNull()
  })

  it('gives one address to one partner, and leaves nothing of the other', async () => {
    const slug = freshSlug()
    const callers = [machine(), machine()]
    const results = await Promise.all(
      callers.map((caller, at) => codeOf(createPartner(caller, facts(slug, `a${at}@${slug}.example`)))),
    )
    expect(results.sort()).toEqual(['CONFLICT', 'ok'])
    const rows = await platformQuery('SELECT tenant_id FROM partner WHERE tenant_id = ANY ($1)', [
      callers.map(({ scope }) => scope.tenantId),
    ])
    expect(rows).toHaveLength(1)
  })

  it('is the machine’s alone', async () => {
    const { ada, tenantId } = await castPartner()
    expect(await codeOf(createPartner(ada, facts(freshSlug())))).toBe('FORBIDDEN')
    expect(await codeOf(createPartner(visitorAt({ tenantId }), facts(freshSlug())))).toBe('FORBIDDEN')
  })

  it('keeps the account of an owner we know', async () => {
    const [first, second] = [freshSlug(), freshSlug()]
    const one = await createPartner(machine(), facts(first, `same@${first}.example`))
    const two = await createPartner(machine(), facts(second, `same@${first}.example`))
    expect(two.userId).toBe(one.userId)
  })
})

describe('resolveHost', () => {
  it.each(['localhost', '127.0.0.1', '', 'nobody.localhost', 'localhost.evil.example'])(
    'knows no partner at %j',
    async (host) => {
      expect(await resolveHost(host)).toBeNull()
    },
  )
})

describe('the brand', () => {
  it('is read by members and shown to visitors', async () => {
    const partner = await castPartner()
    const cleo = await castMember(partner, { name: 'Cleo', role: 'client_plant', clientIds: [newId()] })
    expect(await readBrand(cleo, {})).toEqual(await currentPartner(visitorAt(partner), {}))
    expect(await codeOf(currentPartner(cleo, {}))).toBe('FORBIDDEN')
  })

  it('is changed by owners, with before and after, and warned about when hard to read', async () => {
    const partner = await castPartner()
    const rival = await castPartner('Mallory')
    const ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
    const yellow = { brandName: 'Sonne', brandColor: '#ffe14d' }
    expect(await codeOf(updateBrand(ben, yellow))).toBe('FORBIDDEN')
    expect((await updateBrand(partner.ada, yellow)).warnings.map(({ code }) => code)).toContain('link_adjusted')
    expect(await lastAudit(partner.ada, 'brand.update')).toMatchObject({
      before: { brandColor: '#0e545e' },
      after: yellow,
    })
    expect((await updateBrand(partner.ada, { ...yellow, brandColor: '#0e545e' })).warnings).toEqual([])
    expect((await readBrand(rival.ada, {})).brandName).not.toBe('Sonne')
  })

  it('tells the second of two that it came too late', async () => {
    const { ada } = await castPartner()
    const results = await Promise.all(
      ['#111111', '#222222', '#333333', '#444444'].map((brandColor) =>
        codeOf(updateBrand(ada, { brandName: 'X', brandColor })),
      ),
    )
    expect(results).toContain('ok')
    expect(results.every((code) => code === 'ok' || code === 'CONFLICT')).toBe(true)
  })
})
