import { generate } from 'otplib'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, platformQuery } from '@/infra/db'
import { closeRateLimits } from '@/infra/rate-limit'
import { hashPassword } from '@/lib/crypto'
import type { AppError } from '@/lib/errors'
import { lastAudit } from '@/testing/audit-rows'
import { type CastPartner, castMember, castPartner, type UserCaller, visitorAt } from '@/testing/cast'
import { confirmTotp } from '../member/confirm-totp'
import { enrollTotp } from '../member/enroll-totp'
import { revokeMember } from '../member/revoke'
import { readSession } from './read'
import { requestLink } from './request-link'
import { signInWithLink } from './sign-in-with-link'
import { signInWithPassword } from './sign-in-with-password'

const DEVICE = { userAgent: 'vitest', ip: '203.0.113.9', previousSessionId: null }
const PASSWORD = 'correct horse battery staple'

let partner: CastPartner
let ben: UserCaller

beforeEach(async () => {
  partner = await castPartner()
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
})
afterAll(async () => {
  closeRateLimits()
  await closePools()
})

async function mailOf(person: UserCaller): Promise<string> {
  const [row] = await platformQuery<{ email: string }>('SELECT email FROM user_account WHERE id = $1', [
    person.actor.id,
  ])
  return row?.email ?? ''
}

/** What the mail handler gets; null when nothing was asked of it. */
async function mailedLink({ tenantId }: CastPartner): Promise<{ token: string; host: string } | null> {
  const rows = await platformQuery<{ payload: { token: string; host: string } }>(
    `SELECT payload FROM outbox WHERE tenant_id = $1 AND topic = 'sign-in.requested' ORDER BY id DESC LIMIT 1`,
    [tenantId],
  )
  return rows[0]?.payload ?? null
}

async function linkFor(person: UserCaller): Promise<string> {
  await requestLink(visitorAt(partner), { email: await mailOf(person) })
  return (await mailedLink(partner))?.token ?? ''
}

const useLink = (token: string, extra: { code?: string; device?: typeof DEVICE } = {}) =>
  signInWithLink(visitorAt(partner), { token, code: extra.code ?? null, device: extra.device ?? DEVICE })

const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: AppError) => ({ code: error.code, message: error.message, details: error.details }),
  )

/** Confirms with the present code; `nextCode` is the one after it, good at once because clocks may differ by a step. */
async function turnOnTotp(person: UserCaller): Promise<string> {
  const { secret } = await enrollTotp(person, {})
  await confirmTotp(person, { code: await generate({ secret }) })
  return secret
}
const nextCode = (secret: string) => generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 })

describe('requestLink', () => {
  it('mails a member a link to the stored host', async () => {
    expect(await requestLink(visitorAt(partner), { email: await mailOf(ben) })).toEqual({ sent: true })
    expect((await mailedLink(partner))?.host).toBe(partner.host)
    const stored = await platformQuery('SELECT token_hash FROM login_token WHERE tenant_id = $1', [partner.tenantId])
    expect(JSON.stringify(stored)).not.toContain((await mailedLink(partner))?.token)
  })

  it('answers a stranger alike and mails nothing', async () => {
    expect(await requestLink(visitorAt(partner), { email: 'nobody@cast.example' })).toEqual({ sent: true })
    expect(await mailedLink(partner)).toBeNull()
  })

  it('treats a rival partner’s member, and a revoked one, as strangers', async () => {
    const mallory = await castMember(await castPartner('Mallory'), { name: 'Mallory', role: 'partner_owner' })
    const email = await mailOf(ben)
    await revokeMember(partner.ada, { userId: ben.actor.id })
    expect(await requestLink(visitorAt(partner), { email: await mailOf(mallory) })).toEqual({ sent: true })
    expect(await requestLink(visitorAt(partner), { email })).toEqual({ sent: true })
    expect(await mailedLink(partner)).toBeNull()
  })

  it('stops after five for one address, known or not', async () => {
    for (let attempt = 0; attempt < 5; attempt++) await requestLink(visitorAt(partner), { email: 'flood@cast.example' })
    expect((await refusalOf(requestLink(visitorAt(partner), { email: 'flood@cast.example' })))?.code).toBe('LIMIT')
  })
})

describe('signInWithLink', () => {
  it('opens a session in Ben’s name', async () => {
    const { sessionId } = await useLink(await linkFor(ben))
    expect(await readSession(sessionId, partner.tenantId)).toMatchObject({
      actor: { id: ben.actor.id, role: 'partner_operator' },
    })
    expect(await lastAudit(partner.ada, 'session.open')).toMatchObject({
      actorName: 'Ben',
      after: { method: 'link', ip: DEVICE.ip },
    })
  })

  it('works once: of five at the same time one gets in', async () => {
    const token = await linkFor(ben)
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => useLink(token)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await refusalOf(useLink(token)))?.code).toBe('UNAUTHENTICATED')
  })

  it('is worth nothing at another partner', async () => {
    const token = await linkFor(ben)
    const rival = await castPartner('Mallory')
    expect((await refusalOf(signInWithLink(visitorAt(rival), { token, code: null, device: DEVICE })))?.code).toBe(
      'UNAUTHENTICATED',
    )
    expect((await useLink(token)).sessionId).toBeTruthy()
  })

  it('is over after 15 minutes', async () => {
    const token = await linkFor(ben)
    await platformQuery(`UPDATE login_token SET expires_at = now() WHERE tenant_id = $1`, [partner.tenantId])
    expect((await refusalOf(useLink(token)))?.code).toBe('UNAUTHENTICATED')
  })

  it('ends the session the browser brought along', async () => {
    const planted = ben.actor.sessionId
    const { sessionId } = await useLink(await linkFor(ben), {
      device: { ...DEVICE, previousSessionId: planted as never },
    })
    expect(sessionId).not.toBe(planted)
    expect(await readSession(planted, partner.tenantId)).toBeNull()
  })

  it('asks for the second factor and stays good meanwhile', async () => {
    const secret = await turnOnTotp(ben)
    const token = await linkFor(ben)
    expect((await refusalOf(useLink(token)))?.details).toEqual([{ pointer: '/code', detail: 'required' }])
    expect((await refusalOf(useLink(token, { code: '000000' })))?.details).toEqual([
      { pointer: '/code', detail: 'wrong' },
    ])
    expect((await useLink(token, { code: await nextCode(secret) })).sessionId).toBeTruthy()
  })

  it('refuses a code that was used, even with a new link', async () => {
    const secret = await turnOnTotp(ben)
    const code = await nextCode(secret)
    await useLink(await linkFor(ben), { code })
    expect((await refusalOf(useLink(await linkFor(ben), { code })))?.details).toEqual([
      { pointer: '/code', detail: 'wrong' },
    ])
  })
})

describe('signInWithPassword', () => {
  let email: string
  beforeEach(async () => {
    email = await mailOf(ben)
    await platformQuery('UPDATE user_account SET password_hash = $2 WHERE id = $1', [
      ben.actor.id,
      await hashPassword(PASSWORD),
    ])
  })
  const attempt = (given: { email?: string; password?: string; code?: string | null; ip?: string }) =>
    signInWithPassword(visitorAt(partner), {
      email: given.email ?? email,
      password: given.password ?? PASSWORD,
      code: given.code ?? null,
      device: { ...DEVICE, ip: given.ip ?? DEVICE.ip },
    })

  it('opens a session', async () => {
    const { sessionId } = await attempt({ ip: '203.0.113.20' })
    expect(await readSession(sessionId, partner.tenantId)).toMatchObject({ actor: { name: 'Ben' } })
    expect(await lastAudit(partner.ada, 'session.open')).toMatchObject({ after: { method: 'password' } })
  })

  it('says the same of a wrong password, an unknown address, no password and a rival’s member', async () => {
    const mallory = await castMember(await castPartner('Mallory'), { name: 'Mallory', role: 'partner_owner' })
    const refusals = [
      await refusalOf(attempt({ password: 'wrong', ip: '203.0.113.21' })),
      await refusalOf(attempt({ email: 'nobody@cast.example', ip: '203.0.113.21' })),
      await refusalOf(attempt({ email: await mailOf(partner.ada), ip: '203.0.113.21' })),
      await refusalOf(attempt({ email: await mailOf(mallory), ip: '203.0.113.21' })),
    ]
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1)
    expect(refusals[0]?.code).toBe('UNAUTHENTICATED')
  })

  it('wants the second factor as well, and each code once', async () => {
    const secret = await turnOnTotp(ben)
    const code = await nextCode(secret)
    expect((await refusalOf(attempt({ ip: '203.0.113.22' })))?.details).toEqual([
      { pointer: '/code', detail: 'required' },
    ])
    const results = await Promise.allSettled([
      attempt({ code, ip: '203.0.113.22' }),
      attempt({ code, ip: '203.0.113.22' }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await lastAudit(partner.ada, 'session.open')).toMatchObject({ after: { method: 'password+totp' } })
  })

  it('closes after ten wrong tries, also for the right password', { timeout: 60_000 }, async () => {
    const ip = '203.0.113.23'
    for (let count = 0; count < 10; count++) await refusalOf(attempt({ password: 'wrong', ip }))
    expect((await refusalOf(attempt({ ip })))?.code).toBe('LIMIT')
    expect((await attempt({ ip: '203.0.113.24' })).sessionId).toBeTruthy()
  })
})
