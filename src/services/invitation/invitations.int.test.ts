import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, platformQuery } from '@/infra/db'
import { closeRateLimits } from '@/infra/rate-limit'
import type { AppError } from '@/lib/errors'
import { lastAudit } from '@/testing/audit-rows'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller, visitorAt } from '@/testing/cast'
import { changeMemberRole } from '../member/change-role'
import { listMembers } from '../member/list'
import { revokeMember } from '../member/revoke'
import { signInWithLink } from '../session/sign-in-with-link'
import { acceptInvitation } from './accept'
import { createInvitation } from './create'
import { listInvitations } from './list'
import { previewInvitation } from './preview'
import { revokeInvitation } from './revoke'

let partner: CastPartner
let rival: CastPartner

beforeEach(async () => {
  partner = await castPartner()
  rival = await castPartner('Mallory')
})
afterAll(async () => {
  closeRateLimits()
  await closePools()
})

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )
const OPERATOR = { role: 'partner_operator' as const, allClients: true, clientIds: [] }
const invite = (
  caller: UserCaller,
  email = 'ben@cast.example',
  rights: Parameters<typeof createInvitation>[1] = { email, ...OPERATOR },
) => createInvitation(caller, { ...rights, email })

async function mailedToken({ tenantId }: { tenantId: string } = partner): Promise<string> {
  const rows = await platformQuery<{ token: string }>(
    `SELECT payload->>'token' AS token FROM outbox WHERE tenant_id = $1 AND topic = 'member.invited' ORDER BY id DESC LIMIT 1`,
    [tenantId],
  )
  return rows[0]?.token ?? ''
}
const accept = (token: string, at: { tenantId: string } = partner) =>
  acceptInvitation(visitorAt(at), { token, name: 'Ben', password: null, ip: null })

describe('createInvitation', () => {
  it('mails a token, stores its hash, records the rights', async () => {
    const { invitationId } = await invite(partner.ada)
    const token = await mailedToken()
    expect(token).toMatch(/^[0-9A-Za-z]{22}$/)
    const stored = await platformQuery('SELECT * FROM invitation WHERE id = $1', [invitationId])
    expect(JSON.stringify(stored)).not.toContain(token)
    const record = await lastAudit(partner.ada, 'invitation.create')
    expect(record).toMatchObject({
      subjectName: 'ben@cast.example',
      after: { role: 'partner_operator', clients: 'all' },
    })
    expect(JSON.stringify(record)).not.toContain(token)
  })

  it('is for owners, and for clients they see', async () => {
    const operator = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
    const limited = await castMember(partner, {
      name: 'Lena',
      role: 'partner_owner',
      clientIds: [await castClient(partner)],
    })
    const foreign = {
      email: 'x@cast.example',
      role: 'client_plant' as const,
      allClients: false,
      clientIds: [await castClient(rival)],
    }
    expect([
      await codeOf(invite(operator)),
      await codeOf(invite(limited)),
      await codeOf(invite(partner.ada, 'x@cast.example', foreign)),
    ]).toEqual(['FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND'])
  })

  it('replaces an older one to the same address, and refuses members', async () => {
    await invite(partner.ada)
    const first = await mailedToken()
    await invite(partner.ada)
    expect(await codeOf(accept(first))).toBe('NOT_FOUND')
    expect(await codeOf(accept(await mailedToken()))).toBe('ok')
    expect(await codeOf(invite(partner.ada))).toBe('CONFLICT')
  })
})

describe('acceptInvitation', () => {
  it('gives exactly the invited rights, and a way in', async () => {
    const clientId = await castClient(partner)
    await invite(partner.ada, 'cleo@cast.example', {
      email: '',
      role: 'client_plant',
      allClients: false,
      clientIds: [clientId],
    })
    const token = await mailedToken()
    expect(await previewInvitation(visitorAt(partner), { token })).toEqual({
      email: 'cleo@cast.example',
      role: 'client_plant',
      inviter: 'Ada',
      hasAccount: false,
    })
    const { loginToken, userId } = await accept(token)
    const device = { userAgent: null, ip: null, previousSessionId: null }
    expect((await signInWithLink(visitorAt(partner), { token: loginToken, code: null, device })).sessionId).toBeTruthy()
    expect((await listMembers(partner.ada, {})).find((member) => member.userId === userId)).toMatchObject({
      role: 'client_plant',
      allClients: false,
      clients: [{ id: clientId }],
    })
    expect(await lastAudit(partner.ada, 'invitation.accept')).toMatchObject({
      subjectId: userId,
      after: { role: 'client_plant' },
    })
  })

  it('lets one of five in', async () => {
    await invite(partner.ada)
    const token = await mailedToken()
    const results = await Promise.all(Array.from({ length: 5 }, () => codeOf(accept(token))))
    expect(results.filter((code) => code === 'ok')).toHaveLength(1)
    expect(results.filter((code) => code === 'NOT_FOUND')).toHaveLength(4)
    expect(await codeOf(previewInvitation(visitorAt(partner), { token }))).toBe('NOT_FOUND')
  })

  it('is worth nothing at another partner, after seven days, or withdrawn', async () => {
    const { invitationId } = await invite(partner.ada)
    const token = await mailedToken()
    expect(await codeOf(accept(token, rival))).toBe('NOT_FOUND')
    await platformQuery('SELECT 1')
    expect(await codeOf(revokeInvitation(rival.ada, { invitationId }))).toBe('NOT_FOUND')
    expect(await codeOf(revokeInvitation(partner.ada, { invitationId }))).toBe('ok')
    expect(await codeOf(revokeInvitation(partner.ada, { invitationId }))).toBe('CONFLICT')
    expect(await codeOf(accept(token))).toBe('NOT_FOUND')
    expect(await listInvitations(partner.ada, {})).toEqual([])
  })

  it('dies with the inviter’s rights', async () => {
    const olga = await castMember(partner, { name: 'Olga', role: 'partner_owner' })
    await invite(olga, 'one@cast.example')
    const one = await mailedToken()
    await invite(olga, 'two@cast.example')
    const two = await mailedToken()
    await changeMemberRole(partner.ada, { userId: olga.actor.id, ...OPERATOR })
    expect(await codeOf(accept(one))).toBe('NOT_FOUND')
    await changeMemberRole(partner.ada, { userId: olga.actor.id, ...OPERATOR, role: 'partner_owner' })
    expect(await codeOf(accept(one))).toBe('ok')
    await revokeMember(partner.ada, { userId: olga.actor.id })
    expect(await codeOf(accept(two))).toBe('NOT_FOUND')
  })

  it('leaves a known person’s account as it is', async () => {
    const known = await castMember(rival, { name: 'Kim', role: 'partner_owner' })
    const [account] = await platformQuery<{ email: string }>('SELECT email FROM user_account WHERE id = $1', [
      known.actor.id,
    ])
    await invite(partner.ada, account?.email)
    const { userId } = await acceptInvitation(visitorAt(partner), {
      token: await mailedToken(),
      name: 'Hacker',
      password: 'a password of mine',
      ip: null,
    })
    expect(userId).toBe(known.actor.id)
    const [after] = await platformQuery('SELECT name, password_hash FROM user_account WHERE id = $1', [userId])
    expect(after).toEqual({ name: 'Kim', password_hash: null })
  })

  it('brings a former member back with the new rights only', async () => {
    const ben = await castMember(partner, { name: 'Ben', role: 'partner_owner' })
    const [account] = await platformQuery<{ email: string }>('SELECT email FROM user_account WHERE id = $1', [
      ben.actor.id,
    ])
    await revokeMember(partner.ada, { userId: ben.actor.id })
    await invite(partner.ada, account?.email, { email: '', ...OPERATOR, role: 'partner_auditor' })
    await accept(await mailedToken())
    expect((await listMembers(partner.ada, {})).find(({ userId }) => userId === ben.actor.id)).toMatchObject({
      role: 'partner_auditor',
    })
  })
})

it('lists open invitations of this partner only', async () => {
  await invite(partner.ada)
  expect(await listInvitations(partner.ada, {})).toMatchObject([
    { email: 'ben@cast.example', invitedBy: 'Ada', isExpired: false },
  ])
  expect(await listInvitations(rival.ada, {})).toEqual([])
})
