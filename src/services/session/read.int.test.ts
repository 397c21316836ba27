import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, platformQuery } from '@/infra/db'
import type { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { lastAudit } from '@/testing/audit-rows'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { changeMemberRole } from '../member/change-role'
import { revokeMember } from '../member/revoke'
import { listSessions } from './list'
import { readSession } from './read'
import { revokeSession } from './revoke'
import { signOut } from './sign-out'

let partner: CastPartner
let ben: UserCaller

beforeEach(async () => {
  partner = await castPartner()
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
})
afterAll(closePools)

const read = (person: UserCaller = ben) => readSession(person.actor.sessionId, partner.tenantId)
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )
const age = (column: string, interval: string) =>
  platformQuery(`UPDATE session SET ${column} = now() - $2::interval WHERE id = $1`, [ben.actor.sessionId, interval])

describe('readSession', () => {
  it('gives the person, the role and the clients of the membership', async () => {
    const clientId = await castClient(partner)
    const cleo = await castMember(partner, { name: 'Cleo', role: 'client_plant', clientIds: [clientId] })
    expect(await read()).toMatchObject({
      tenantId: partner.tenantId,
      clientIds: null,
      actor: { name: 'Ben', role: 'partner_operator' },
    })
    expect(await read(cleo)).toMatchObject({ clientIds: [clientId], actor: { role: 'client_plant' } })
  })

  it('is sealed to its partner', async () => {
    const rival = await castPartner('Mallory')
    expect(await readSession(ben.actor.sessionId, rival.tenantId)).toBeNull()
  })

  it.each([
    ['idle for half an hour', () => age('last_seen_at', '30 minutes')],
    ['twelve hours old', () => age('expires_at', '0 seconds')],
    ['revoked', () => age('revoked_at', '0 seconds')],
  ])('is over when %s', async (_, happen) => {
    expect(await read()).not.toBeNull()
    await happen()
    expect(await read()).toBeNull()
  })

  it('is over when a time-boxed membership ends', async () => {
    await platformQuery('UPDATE membership SET expires_at = now() WHERE user_id = $1', [ben.actor.id])
    expect(await read()).toBeNull()
  })

  it('knows nothing of ids that are no ids', async () => {
    expect(await readSession("' OR 1=1 --", partner.tenantId)).toBeNull()
    expect(await readSession(newId(), partner.tenantId)).toBeNull()
  })

  it('moves last_seen_at only after a minute', async () => {
    const seen = async () =>
      (
        await platformQuery<{ at: string }>('SELECT last_seen_at::text AS at FROM session WHERE id = $1', [
          ben.actor.sessionId,
        ])
      )[0]?.at
    const first = await seen()
    await read()
    expect(await seen()).toBe(first)
    await age('last_seen_at', '61 seconds')
    const old = await seen()
    await Promise.all([read(), read(), read()])
    expect(await seen()).not.toBe(old)
  })

  it('sees a changed role at once', async () => {
    await changeMemberRole(partner.ada, {
      userId: ben.actor.id,
      role: 'partner_auditor',
      allClients: true,
      clientIds: [],
    })
    expect(await read()).toMatchObject({ actor: { role: 'partner_auditor' } })
  })

  it('is over at once when the member is revoked', async () => {
    await revokeMember(partner.ada, { userId: ben.actor.id })
    expect(await read()).toBeNull()
  })
})

describe('signOut', () => {
  it('ends the session, leaves a record, and is not surprised by a second time', async () => {
    await signOut(ben, {})
    expect(await read()).toBeNull()
    expect(await lastAudit(partner.ada, 'session.signOut')).toMatchObject({
      actorName: 'Ben',
      after: { sessionId: ben.actor.sessionId },
    })
    expect(await signOut(ben, {})).toEqual({ ok: true })
  })
})

describe('listSessions', () => {
  it('shows one’s own, and marks the present one', async () => {
    expect(await listSessions(ben, {})).toMatchObject([
      { sessionId: ben.actor.sessionId, isCurrent: true, method: 'link' },
    ])
  })

  it('shows an owner everybody’s, and nobody else’s to others', async () => {
    expect(await listSessions(partner.ada, { userId: ben.actor.id })).toMatchObject([
      { sessionId: ben.actor.sessionId, isCurrent: false },
    ])
    expect(await codeOf(listSessions(ben, { userId: partner.ada.actor.id }))).toBe('NOT_FOUND')
    const rival = await castPartner('Mallory')
    expect(await codeOf(listSessions(rival.ada, { userId: ben.actor.id }))).toBe('NOT_FOUND')
  })
})

describe('revokeSession', () => {
  const revoke = (caller: UserCaller, of: UserCaller) =>
    codeOf(revokeSession(caller, { sessionId: of.actor.sessionId }))

  it('ends one’s own, and as owner anybody’s; the next read is refused', async () => {
    const other = await castMember(partner, { name: 'Carl', role: 'partner_approver' })
    expect([await revoke(ben, ben), await revoke(partner.ada, other)]).toEqual(['ok', 'ok'])
    expect([await read(ben), await read(other)]).toEqual([null, null])
    expect(await lastAudit(partner.ada, 'session.revoke')).toMatchObject({ actorName: 'Ada', subjectName: 'Carl' })
  })

  it('does not know the sessions of others, nor a rival’s', async () => {
    const rival = await castPartner('Mallory')
    expect([await revoke(ben, partner.ada), await revoke(rival.ada, ben)]).toEqual(['NOT_FOUND', 'NOT_FOUND'])
    expect(await read()).not.toBeNull()
  })

  it('tells the second of two that it came too late', async () => {
    const results = await Promise.all([revoke(partner.ada, ben), revoke(partner.ada, ben)])
    expect(results.sort()).toEqual(['CONFLICT', 'ok'])
  })
})
