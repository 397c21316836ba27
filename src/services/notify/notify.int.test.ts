import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeResend, startFakeResend } from '@/testing/fakes/resend'

// The provider is a process of its own; its address must be known before the environment is read.
const provider: FakeResend = await startFakeResend()
process.env.RESEND_API_KEY = 're_test'
process.env.RESEND_BASE_URL = provider.url
const { platformQuery, withTenantSql } = await import('@/infra/db')
const { newId } = await import('@/lib/ids')
const { castClient, castMember, castPartner, machine } = await import('@/testing/cast')
const { Plant } = await import('@/testing/plant')
const { startEscalation } = await import('../escalation/start')
const { settleResolved } = await import('../escalation/end')
const { tellPeople } = await import('../page/tell')
const { notifyInvitation } = await import('./invitation')
const { notifySignIn } = await import('./sign-in-link')
const { listMails } = await import('./mailbox')

type UserCaller = Awaited<ReturnType<typeof castMember>>
let partner: Awaited<ReturnType<typeof castPartner>>
let plant: Awaited<ReturnType<typeof Plant.open>>
let bruckner: string
let vela: string
let ben: UserCaller
let workflowId: string
let incidentId: string
let outboxId: string
let number = 3000
const openedAt = new Date('2026-11-19T13:51:00Z')

const duty = (member: UserCaller, on: boolean) =>
  platformQuery('UPDATE membership SET on_duty_since = CASE WHEN $2 THEN now() END WHERE user_id = $1', [
    member.actor.id,
    on,
  ])

beforeAll(async () => {
  partner = await castPartner()
  bruckner = await castClient(partner, 'brueckner')
  vela = await castClient(partner, 'vela')
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  await duty(ben, true)
  await platformQuery(`UPDATE user_account SET locale = 'de' WHERE id = $1`, [ben.actor.id])
  plant = await Plant.open(partner.tenantId, bruckner)
  workflowId = await plant.workflow({
    name: 'Delivery notices',
    key: 'asn-outbound',
    tier: 1,
    siteId: await plant.site('Europe/Berlin'),
  })
})
beforeEach(async () => {
  number += 1
  outboxId = newId()
  await plant.raw('DELETE FROM page_pace WHERE tenant_id = $1')
  incidentId = await plant.incident(workflowId, number, {
    title: 'Delivery notices failed',
    impactNote: '14 orders due on the 18:00 truck',
    openedAt,
    siteId: null,
  })
})
afterEach(() => {
  provider.sent.length = 0
  provider.requests.length = 0
})
afterAll(async () => {
  await plant.close()
  await provider.close()
})

const system = () => machine(partner.tenantId)
/** The effect's row, delivered as often as it may be. */
const opened = () => startEscalation(system(), { incidentId, outboxId })
const resolved = () => settleResolved(system(), { incidentId })
/** A minute later. */
const later = async () => {
  await plant.raw(
    `UPDATE page SET next_try_at = now() - interval '1 second' WHERE tenant_id = $1 AND next_try_at IS NOT NULL`,
  )
  await tellPeople(system())
}
const rows = () =>
  withTenantSql(system().scope, (sql) =>
    sql<{ key: string; sent_at: Date | null; provider_id: string | null }>(
      `SELECT key, sent_at, provider_id FROM mail_message WHERE tenant_id = :tenant AND key LIKE '%/' || $1 || '/%' ORDER BY key`,
      [incidentId],
    ),
  )
const endIncident = () =>
  plant.raw(
    `UPDATE incident SET status = 'resolved', resolved_at = now(), resolved_by = 'Ben', resolution = 'Rolled back' WHERE tenant_id = $1 AND number = ${number}`,
  )

describe('an incident opened', () => {
  it('is told to who is on duty, in their language and plant time, words first, from the partner', async () => {
    await plant.raw(
      `UPDATE incident i SET site_id = w.site_id FROM workflow w WHERE i.tenant_id = $1 AND w.id = i.workflow_id AND i.number = ${number}`,
    )
    await opened()
    expect(provider.sent).toHaveLength(1)
    const [mail] = provider.sent
    expect(mail?.to).toContain('ben-')
    expect(mail?.subject).toBe('Gestört: Delivery notices, Client brueckner')
    for (const words of [
      '14 orders due on the 18:00 truck',
      'Hamburg',
      'Delivery notices ist fehlgeschlagen',
      '14:51',
      'MEZ',
      `INC-${number}`,
      `${partner.host}`,
    ]) {
      expect(mail?.html).toContain(words)
      expect(mail?.text).toContain(words)
    }
    expect(mail?.html).toContain(`/incidents/${number}`)
    expect(`${mail?.from}${mail?.html}${mail?.text}`).not.toMatch(/andon/i)
    expect(mail?.html).not.toMatch(/<img|<script|src=/)
  })

  it('is sent once, however often it is delivered, also at the same time', async () => {
    await Promise.all([opened(), opened(), opened()])
    expect(provider.sent).toHaveLength(1)
    const asked = provider.requests.length
    await opened()
    expect(provider.requests).toHaveLength(asked)
    expect(await rows()).toMatchObject([{ sent_at: expect.any(Date), provider_id: provider.sent[0]?.id }])
  })

  it.each(['fail-500', 'rate-limit', 'accept-then-cut', 'accept-then-500'] as const)(
    '%s: tried again with the same key, one mail',
    async (mood) => {
      provider.next(mood)
      await opened()
      expect(await rows()).toMatchObject([{ sent_at: null }])
      await later()
      expect(provider.sent).toHaveLength(1)
      expect(new Set(provider.requests.map(({ key }) => key)).size).toBe(1)
      expect(provider.requests).toHaveLength(2)
      expect(await rows()).toMatchObject([{ provider_id: provider.sent[0]?.id }])
    },
  )

  it('killed between storing and sending: the words that were stored go out, once', async () => {
    provider.next('fail-500')
    await opened()
    await plant.raw(`UPDATE incident SET impact_note = 'Another note' WHERE tenant_id = $1 AND number = ${number}`)
    await later()
    expect(provider.sent).toHaveLength(1)
    expect(provider.sent[0]?.text).toContain('14 orders due')
  })

  it('refused for good is not tried again, and keeps nobody else’s mail back', async () => {
    const bea = await castMember(partner, { name: 'Bea', role: 'partner_operator' })
    await duty(bea, true)
    provider.next('refuse-422')
    await opened()
    expect(provider.sent).toHaveLength(1)
    await later()
    expect(provider.requests).toHaveLength(2)
    await duty(bea, false)
  })

  it('wakes nobody when it has ended meanwhile', async () => {
    await endIncident()
    await opened()
    expect(provider.requests).toEqual([])
  })

  it('goes only to those who answer for the client; nobody on duty → owners, and the incident says so', async () => {
    const vera = await castMember(partner, { name: 'Vera', role: 'partner_operator', clientIds: [vela] })
    await duty(vera, true)
    await duty(ben, false)
    await opened()
    await opened()
    expect(provider.sent.map(({ to }) => to)).toEqual([expect.stringContaining('ada@')])
    const notes = await withTenantSql(system().scope, (sql) =>
      sql<{ audience: string; body: string }>(
        'SELECT audience, body FROM incident_note WHERE tenant_id = :tenant AND incident_id = $1',
        [incidentId],
      ),
    )
    expect(notes).toEqual([{ audience: 'internal', body: 'No one was on duty; owners were told.' }])
    await duty(ben, true)
    await duty(vera, false)
  })

  it('names no other client of the partner', async () => {
    await opened()
    expect(JSON.stringify(provider.sent)).not.toContain('vela')
  })
})

describe('an incident resolved', () => {
  it('is told to those who were told of it, once', async () => {
    await opened()
    await endIncident()
    await resolved()
    await resolved()
    expect(provider.sent.map(({ subject }) => subject)).toEqual([
      'Gestört: Delivery notices, Client brueckner',
      'Behoben: Delivery notices, Client brueckner',
    ])
    expect(provider.sent[1]?.text).toContain('Rolled back')
  })
  it('is told to nobody who was not', async () => {
    await endIncident()
    await resolved()
    expect(provider.requests).toEqual([])
  })
  it('is not told to somebody who no longer answers for the client', async () => {
    await opened()
    await platformQuery('UPDATE membership SET revoked_at = now() WHERE user_id = $1', [ben.actor.id])
    await endIncident()
    await resolved()
    expect(provider.sent).toHaveLength(1)
    await platformQuery('UPDATE membership SET revoked_at = NULL WHERE user_id = $1', [ben.actor.id])
  })
})

describe('personal links', () => {
  it('a sign-in link leads to the partner’s host and is one mail per request', async () => {
    const request = {
      userId: ben.actor.id,
      email: 'ben@example.com',
      token: 'TOKEN',
      host: partner.host,
      outboxId: newId(),
    }
    await notifySignIn(system(), request)
    await notifySignIn(system(), request)
    expect(provider.sent).toHaveLength(1)
    expect(provider.sent[0]).toMatchObject({
      to: 'ben@example.com',
      html: expect.stringContaining(`//${partner.host}`),
      text: expect.stringContaining('TOKEN'),
    })
  })
  it('an invitation says who invites to what, and names only the clients it opens', async () => {
    const invitationId = newId()
    const until = new Date(Date.now() + 86_400_000).toISOString()
    await plant.raw(
      `INSERT INTO invitation (tenant_id, id, email, role, client_ids, all_clients, token_hash, invited_by, created_at, expires_at)
       VALUES ($1, '${invitationId}', 'cleo@example.com', 'client_plant', '{${bruckner}}', false, 'h-${invitationId}', '${partner.ada.actor.id}', now(), '${until}')`,
    )
    await notifyInvitation(system(), { invitationId, token: 'SECRET' })
    expect(provider.sent).toMatchObject([{ to: 'cleo@example.com', subject: expect.stringContaining('Ada') }])
    expect(provider.sent[0]?.text).toContain('Client brueckner')
    expect(provider.sent[0]?.text).not.toContain('Client vela')
    await plant.raw(`UPDATE invitation SET revoked_at = now() WHERE tenant_id = $1 AND id = '${invitationId}'`)
    provider.sent.length = 0
    await notifyInvitation(system(), { invitationId, token: 'SECRET' })
    expect(provider.sent).toEqual([])
  })
})

describe('the mailbox', () => {
  it('shows nothing while mails leave the house', async () => {
    expect(await listMails(ben, {})).toEqual({ isConnected: true, mails: [] })
  })
})
