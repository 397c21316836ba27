import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closePools, platformQuery } from '@/infra/db'
import type { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { lastAudit } from '@/testing/audit-rows'
import { type CastPartner, castClient, castMember, castPartner, machine } from '@/testing/cast'
import { notifyHostFailing } from '../notify/host-failing'
import { resolveHost } from '../partner/resolve-host'
import { checkHost } from './check'
import { claimHost } from './claim'
import { listHosts } from './list'
import { removeHost } from './remove'
import { sweepHosts } from './sweep'

// The environment is read once, at the first import that needs it.
const dns = await vi.hoisted(async () => {
  const { FakeDns } = await import('@/testing/fakes/dns/server')
  const fake = await FakeDns.start()
  process.env.DNS_SERVERS = fake.address
  return fake
})
let ada: CastPartner
let mallory: CastPartner
beforeAll(async () => {
  ada = await castPartner()
  mallory = await castPartner('Mallory')
})
afterAll(async () => {
  await dns.stop()
  await closePools()
})

let host: string
beforeEach(() => {
  host = `status.${newId().slice(-12)}.example`
})

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )
const claim = (who: CastPartner, name = host, clientId: string | null = null) =>
  claimHost(who.ada, { host: name, clientId })
const prove = ({ proof }: Awaited<ReturnType<typeof claim>>) => dns.txt(proof.name, 'v=spf1 -all', proof.value)
const owner = async (name = host) =>
  (await platformQuery<{ tenant_id: string }>('SELECT tenant_id FROM host WHERE host = $1', [name]))[0]?.tenant_id
const age = (claimId: string, column: string, days: number) =>
  platformSet(
    `UPDATE host_claim SET ${column} = now() - interval '${days} days', next_check_at = now() WHERE id = $1`,
    claimId,
  )
const due = async () => {
  while ((await sweepHosts(machine)) > 0);
}

/** Only a test moves time: as the database's owner. */
async function platformSet(text: string, id: string) {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query(text, [id])
  await client.end()
}

describe('a host of one’s own', () => {
  it('answers once the DNS shows the proof, and not before', async () => {
    const made = await claim(ada)
    expect(made.proof.name).toBe(`_portal-proof.${host}`)
    expect(`${made.proof.name} ${made.proof.value}`).not.toMatch(/andon/i)
    expect(await checkHost(ada.ada, made)).toMatchObject({ status: 'pending', finding: 'missing' })
    expect(await resolveHost(host)).toBeNull()
    dns.txt(made.proof.name, 'portal-proof=somebody-elses')
    expect(await checkHost(ada.ada, made)).toMatchObject({ status: 'pending', finding: 'other' })
    prove(made)
    expect(await checkHost(ada.ada, made)).toMatchObject({ status: 'proven', finding: 'found' })
    expect(await resolveHost(host)).toEqual({ tenantId: ada.tenantId, clientId: null, host })
    expect(await lastAudit(ada.ada, 'host.check')).toMatchObject({ after: { status: 'proven' } })
  })

  it('may be one client’s, and is free again when it is removed', async () => {
    const clientId = await castClient(ada)
    const made = await claim(ada, host, clientId)
    prove(made)
    await due()
    expect(await resolveHost(host)).toMatchObject({ clientId })
    await removeHost(ada.ada, { claimId: made.claimId })
    expect([await owner(), await resolveHost(host)]).toEqual([undefined, null])
    const theirs = await claim(mallory)
    prove(theirs)
    await checkHost(mallory.ada, theirs)
    expect(await owner()).toBe(mallory.tenantId)
  })

  it('belongs to the first who proves it: of two at once one wins, and the other’s wish ends or waits', async () => {
    const [mine, theirs] = [await claim(ada), await claim(mallory)]
    dns.txt(mine.proof.name, mine.proof.value, theirs.proof.value)
    const outcomes = await Promise.allSettled([checkHost(ada.ada, mine), checkHost(mallory.ada, theirs)])
    const proven = outcomes.filter((each) => each.status === 'fulfilled' && each.value.status === 'proven')
    expect(proven).toHaveLength(1)
    const [won] = proven as PromiseFulfilledResult<{ claimId: string }>[]
    expect(await owner()).toBe(won?.value.claimId === mine.claimId ? ada.tenantId : mallory.tenantId)
  })

  it('frees the others’ pending claims when it is proven', async () => {
    const [mine, theirs] = [await claim(ada), await claim(mallory)]
    prove(mine)
    await checkHost(ada.ada, mine)
    expect(await codeOf(checkHost(mallory.ada, theirs))).toBe('NOT_FOUND')
    const late = await claim(mallory)
    dns.txt(late.proof.name, mine.proof.value, late.proof.value)
    expect(await checkHost(mallory.ada, late)).toMatchObject({ status: 'pending', finding: 'taken' })
    expect(await owner()).toBe(ada.tenantId)
  })

  it('is warned about when its proof goes, once by mail, and given back after three days', async () => {
    const made = await claim(ada)
    prove(made)
    await checkHost(ada.ada, made)
    dns.forget(made.proof.name)
    expect(await checkHost(ada.ada, made)).toMatchObject({ status: 'failing', isReleased: false })
    for (const _ of [1, 2]) await notifyHostFailing(machine(ada.tenantId), made)
    const mails = await platformQuery('SELECT 1 FROM outbox WHERE tenant_id = $1 AND topic = $2', [
      ada.tenantId,
      'host.failing',
    ])
    expect(mails).toHaveLength(1)
    expect(await resolveHost(host)).not.toBeNull()
    await age(made.claimId, 'failing_since', 3)
    await due()
    expect(await owner()).toBeUndefined()
    expect(await lastAudit(ada.ada, 'host.check')).toMatchObject({ after: { status: 'released' } })
  })

  it('is not lost while name servers fail or say nothing', async () => {
    const made = await claim(ada)
    prove(made)
    await checkHost(ada.ada, made)
    dns.mood(made.proof.name, 'fails')
    expect(await checkHost(ada.ada, made)).toMatchObject({ status: 'proven', finding: 'silent' })
    expect(await owner()).toBe(ada.tenantId)
  })

  it('is nobody’s when it is ours, twice on the list, or a stranger’s', async () => {
    expect(claimHost.input.safeParse({ host: 'x.localhost', clientId: null }).success).toBe(false)
    await claim(ada)
    expect(await codeOf(claim(ada))).toBe('CONFLICT')
    expect(await codeOf(claim(ada, `b.${host}`, await castClient(mallory)))).toBe('NOT_FOUND')
    const ben = await castMember(ada, { name: 'Ben', role: 'partner_operator' })
    expect(await codeOf(claimHost(ben, { host: `c.${host}`, clientId: null }))).toBe('FORBIDDEN')
    const made = await claim(ada, `d.${host}`)
    expect(await codeOf(checkHost(mallory.ada, made))).toBe('NOT_FOUND')
    expect(await codeOf(removeHost(mallory.ada, made))).toBe('NOT_FOUND')
    expect(JSON.stringify(await listHosts(mallory.ada, {}))).not.toContain(host)
    expect((await listHosts(ada.ada, {})).claims.map((each) => each.host)).toContain(host)
  })
})
