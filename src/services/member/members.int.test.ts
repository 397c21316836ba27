import { generate } from 'otplib'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, platformQuery, pool } from '@/infra/db'
import { closeRateLimits } from '@/infra/rate-limit'
import { verifyPassword } from '@/lib/crypto'
import type { AppError } from '@/lib/errors'
import { lastAudit } from '@/testing/audit-rows'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { readSession } from '../session/read'
import { signOut } from '../session/sign-out'
import { changeMemberRole } from './change-role'
import { confirmTotp } from './confirm-totp'
import { disableTotp } from './disable-totp'
import { enrollTotp } from './enroll-totp'
import { listMembers } from './list'
import { readMe } from './me'
import { revokeMember } from './revoke'
import { setDuty } from './set-duty'
import { setPassword } from './set-password'
import { updateProfile } from './update-profile'

let partner: CastPartner
let rival: CastPartner
let ben: UserCaller

beforeEach(async () => {
  partner = await castPartner()
  rival = await castPartner('Mallory')
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
})
afterAll(async () => {
  closeRateLimits()
  await closePools()
})

/** Resolves once that many of this database's connections wait for a lock. */
async function lockWaiters(count: number): Promise<void> {
  for (;;) {
    const rows = await platformQuery(
      `SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()`,
    )
    if (rows.length >= count) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )
const all = (role: 'partner_owner' | 'partner_operator' | 'partner_auditor') => ({
  role,
  allClients: true,
  clientIds: [],
})

describe('changeMemberRole', () => {
  const change = (caller: UserCaller, of: UserCaller, to: Parameters<typeof all>[0]) =>
    codeOf(changeMemberRole(caller, { userId: of.actor.id, ...all(to) }))

  it('changes and records before and after', async () => {
    expect(await change(partner.ada, ben, 'partner_auditor')).toBe('ok')
    expect(await lastAudit(partner.ada, 'member.changeRole')).toMatchObject({
      actorName: 'Ada',
      subjectName: 'Ben',
      before: { role: 'partner_operator', clients: 'all' },
      after: { role: 'partner_auditor', clients: 'all' },
    })
  })

  it('is for owners, of this partner', async () => {
    expect([await change(ben, ben, 'partner_owner'), await change(rival.ada, ben, 'partner_owner')]).toEqual([
      'FORBIDDEN',
      'NOT_FOUND',
    ])
  })

  it('gives nobody a client the giver cannot see', async () => {
    const [mine, foreign] = [await castClient(partner), await castClient(rival)]
    const limited = await castMember(partner, { name: 'Lena', role: 'partner_owner', clientIds: [mine] })
    const grant = (caller: UserCaller, clientIds: string[]) =>
      codeOf(changeMemberRole(caller, { userId: ben.actor.id, role: 'client_plant', allClients: false, clientIds }))
    expect(await grant(partner.ada, [foreign])).toBe('NOT_FOUND')
    expect(await grant(limited, [mine])).toBe('FORBIDDEN') // Ben sees every client: touching him is above her
    expect(await change(limited, limited, 'partner_owner')).toBe('FORBIDDEN')
  })

  it('keeps one owner of everything', async () => {
    expect(await change(partner.ada, partner.ada, 'partner_operator')).toBe('CONFLICT')
    await castMember(partner, { name: 'Lena', role: 'partner_owner', clientIds: [await castClient(partner)] })
    expect(await change(partner.ada, partner.ada, 'partner_operator')).toBe('CONFLICT')
  })

  it('lets only one of two last owners step down, also when both were allowed when they asked', async () => {
    const olga = await castMember(partner, { name: 'Olga', role: 'partner_owner' })
    // Somebody else holds Olga's row: her request has made up its mind and waits to write.
    const blocker = await pool('andon_platform').connect()
    await blocker.query('BEGIN')
    await blocker.query('SELECT 1 FROM membership WHERE user_id = $1 FOR UPDATE', [olga.actor.id])
    const stepDown = (owner: UserCaller) => change(owner, owner, 'partner_operator')
    const hers = stepDown(olga)
    await lockWaiters(1)
    const adas = stepDown(partner.ada)
    await Promise.race([adas, lockWaiters(2)])
    await blocker.query('COMMIT')
    blocker.release()
    expect((await Promise.all([hers, adas])).sort()).toEqual(['CONFLICT', 'ok'])
  })

  it('takes those off duty who can no longer act', async () => {
    await setDuty(ben, { userId: ben.actor.id, isOnDuty: true })
    await change(partner.ada, ben, 'partner_auditor')
    expect((await listMembers(partner.ada, {})).find(({ name }) => name === 'Ben')?.onDutySince).toBeNull()
  })
})

describe('revokeMember', () => {
  it('ends access, duty and sessions at once', async () => {
    await setDuty(ben, { userId: ben.actor.id, isOnDuty: true })
    await revokeMember(partner.ada, { userId: ben.actor.id })
    expect(await readSession(ben.actor.sessionId, partner.tenantId)).toBeNull()
    expect((await listMembers(partner.ada, {})).map(({ name }) => name)).toEqual(['Ada'])
    expect(await lastAudit(partner.ada, 'member.revoke')).toMatchObject({
      subjectName: 'Ben',
      after: { revoked: true, sessionsEnded: 1 },
    })
  })

  it('is for owners of this partner, once, and never the last owner', async () => {
    const revoke = (caller: UserCaller, of: UserCaller) => codeOf(revokeMember(caller, { userId: of.actor.id }))
    expect([
      await revoke(ben, partner.ada),
      await revoke(rival.ada, ben),
      await revoke(partner.ada, partner.ada),
    ]).toEqual(['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'])
    const results = await Promise.all([revoke(partner.ada, ben), revoke(partner.ada, ben)])
    expect(results.filter((code) => code === 'ok')).toHaveLength(1)
    expect(['CONFLICT', 'NOT_FOUND']).toContain(results.find((code) => code !== 'ok'))
  })
})

describe('setDuty', () => {
  it('is one’s own switch, and the owner’s for others', async () => {
    expect((await setDuty(ben, { userId: ben.actor.id, isOnDuty: true })).onDutySince).toBeInstanceOf(Date)
    expect((await setDuty(partner.ada, { userId: ben.actor.id, isOnDuty: false })).onDutySince).toBeNull()
    expect(await lastAudit(partner.ada, 'member.setDuty')).toMatchObject({
      actorName: 'Ada',
      after: { isOnDuty: false },
    })
  })

  it('refuses strangers, colleagues and those who cannot act', async () => {
    const quinn = await castMember(partner, { name: 'Quinn', role: 'partner_auditor' })
    const duty = (caller: UserCaller, of: UserCaller) =>
      codeOf(setDuty(caller, { userId: of.actor.id, isOnDuty: true }))
    expect([
      await duty(ben, partner.ada),
      await duty(quinn, quinn),
      await duty(partner.ada, quinn),
      await duty(rival.ada, ben),
    ]).toEqual(['FORBIDDEN', 'FORBIDDEN', 'INVALID', 'NOT_FOUND'])
  })
})

describe('listMembers', () => {
  it('names people and the clients the caller may see, never a rival’s', async () => {
    const [first, second] = [await castClient(partner, 'first'), await castClient(partner, 'second')]
    await castMember(partner, { name: 'Cleo', role: 'client_plant', clientIds: [first, second] })
    const limited = await castMember(partner, { name: 'Lena', role: 'partner_operator', clientIds: [first] })
    const cleo = async (caller: UserCaller) => (await listMembers(caller, {})).find(({ name }) => name === 'Cleo')
    expect((await cleo(partner.ada))?.clients.map(({ name }) => name)).toEqual(['Client first', 'Client second'])
    expect((await cleo(limited))?.clients.map(({ name }) => name)).toEqual(['Client first'])
    expect((await listMembers(rival.ada, {})).map(({ name }) => name)).toEqual(['Mallory'])
  })
})

describe('the caller’s own account', () => {
  it('belongs to people of a manufacturer as well', async () => {
    const cleo = await castMember(partner, {
      name: 'Cleo',
      role: 'client_plant',
      clientIds: [await castClient(partner)],
    })
    await updateProfile(cleo, { name: 'Cleopatra', locale: 'de' })
    await enrollTotp(cleo, {})
    await signOut(cleo, {})
    expect(await readSession(cleo.actor.sessionId, partner.tenantId)).toBeNull()
    expect(await lastAudit(partner.ada, 'session.signOut')).toMatchObject({ subjectName: 'Cleo' })
  })

  it('changes name and language everywhere', async () => {
    await updateProfile(ben, { name: 'Benedikt', locale: 'de' })
    expect(await readMe(ben, {})).toMatchObject({
      name: 'Benedikt',
      locale: 'de',
      hasPassword: false,
      totpEnabledAt: null,
    })
    expect((await listMembers(partner.ada, {})).map(({ name }) => name)).toContain('Benedikt')
    expect(await lastAudit(partner.ada, 'member.updateProfile')).toMatchObject({
      before: { name: 'Ben' },
      after: { name: 'Benedikt' },
    })
  })

  it('sets a password, wants the old one for the next, and ends every other session', async () => {
    const [other] = await platformQuery<{ id: string }>(
      `INSERT INTO session SELECT gen_random_uuid(), tenant_id, user_id, created_at, last_seen_at, expires_at, NULL, method
         FROM session WHERE id = $1 RETURNING id`,
      [ben.actor.sessionId],
    )
    expect(await setPassword(ben, { password: 'a long enough password' })).toEqual({ sessionsEnded: 1 })
    expect(await readSession(other?.id ?? '', partner.tenantId)).toBeNull()
    expect(await readSession(ben.actor.sessionId, partner.tenantId)).not.toBeNull()
    expect(await codeOf(setPassword(ben, { password: 'another long password' }))).toBe('INVALID')
    expect(
      await codeOf(setPassword(ben, { current: 'a long enough password', password: 'another long password' })),
    ).toBe('ok')
    const [row] = await platformQuery<{ password_hash: string }>(
      'SELECT password_hash FROM user_account WHERE id = $1',
      [ben.actor.id],
    )
    expect(await verifyPassword('another long password', row?.password_hash ?? '')).toBe(true)
    expect(JSON.stringify(await lastAudit(partner.ada, 'member.setPassword'))).not.toMatch(/scrypt|password"?:"a/)
  })

  it('turns the second factor on and off with codes, each good once, the secret sealed', async () => {
    const { secret, uri, qr } = await enrollTotp(ben, {})
    expect(uri).toContain(secret)
    expect(qr.path.length).toBeGreaterThan(100)
    const [row] = await platformQuery<{ totp_secret: string }>('SELECT totp_secret FROM user_account WHERE id = $1', [
      ben.actor.id,
    ])
    expect(row?.totp_secret).toMatch(/^v1\./)
    expect(row?.totp_secret).not.toContain(secret)
    const first = await generate({ secret })
    const second = await generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 })
    expect(await codeOf(confirmTotp(ben, { code: '000000' }))).toBe('UNAUTHENTICATED')
    expect(await codeOf(confirmTotp(ben, { code: first }))).toBe('ok')
    expect((await readMe(ben, {})).totpEnabledAt).toBeInstanceOf(Date)
    expect((await listMembers(partner.ada, {})).find(({ name }) => name === 'Ben')?.hasTotp).toBe(true)
    expect(await codeOf(enrollTotp(ben, {}))).toBe('CONFLICT')
    expect(await codeOf(disableTotp(ben, { code: first }))).toBe('UNAUTHENTICATED')
    expect(await codeOf(disableTotp(ben, { code: second }))).toBe('ok')
    expect((await readMe(ben, {})).totpEnabledAt).toBeNull()
    expect(JSON.stringify(await lastAudit(partner.ada, 'member.enrollTotp'))).not.toContain(secret)
  })

  it('opens only with the secret of its own row', async () => {
    const { secret } = await enrollTotp(ben, {})
    const carl = await castMember(partner, { name: 'Carl', role: 'partner_approver' })
    await platformQuery(
      `UPDATE user_account SET totp_secret = (SELECT totp_secret FROM user_account WHERE id = $1) WHERE id = $2`,
      [ben.actor.id, carl.actor.id],
    )
    await expect(confirmTotp(carl, { code: await generate({ secret }) })).rejects.toThrow()
  })
})
