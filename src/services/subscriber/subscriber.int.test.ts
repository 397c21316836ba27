import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeResend, startFakeResend } from '@/testing/fakes/resend'

// The provider is a process of its own; its address must be known before the environment is read.
const provider: FakeResend = await startFakeResend()
process.env.RESEND_API_KEY = 're_test'
process.env.RESEND_BASE_URL = provider.url
const { platformQuery, withTenantSql } = await import('@/infra/db')
const { newId } = await import('@/lib/ids')
const { castClient, castPartner, machine } = await import('@/testing/cast')
const { Plant } = await import('@/testing/plant')
const { announcePortals } = await import('../portal/announce')
const { findPortal, portalCaller } = await import('../portal/open')
const { setPortalAccess } = await import('../portal/settings')
const { personalToken, subscriberOf } = await import('./link')
const { confirmSubscription, unsubscribe } = await import('./personal')
const { sendNotice, sendQuestion } = await import('../notify/subscription')
const { subscribe } = await import('./subscribe')

let partner: Awaited<ReturnType<typeof castPartner>>
let plant: Awaited<ReturnType<typeof Plant.open>>
let clientId: string
let workflowId: string
let visitor: ReturnType<typeof portalCaller>
let number = 0

const worker = () => machine(partner.tenantId)
const choice = { locale: 'en' as const, severity: 'all' as const, processIds: [] as string[] }
const rows = <Row>(text: string) => withTenantSql(worker().scope, (sql) => sql<Row>(text))
const readers = () =>
  rows<{ id: string; email: string; confirmedAt: Date | null }>(
    'SELECT s.id, s.email, s.confirmed_at AS "confirmedAt" FROM subscriber s WHERE s.tenant_id = :tenant ORDER BY s.asked_at',
  )
const outbox = async (topic: string, field: string) =>
  (
    await platformQuery<{ id: string }>(
      `SELECT payload->>'${field}' AS id FROM outbox WHERE tenant_id = $1 AND topic = $2 ORDER BY created_at`,
      [partner.tenantId, topic],
    )
  ).map(({ id }) => id)

async function listener(email: string): Promise<string> {
  await subscribe(visitor, { email, ...choice })
  const [reader] = (await readers()).filter((each) => each.email === email)
  if (!reader) throw new Error('nobody asked')
  await confirmSubscription(visitor, { subscriberId: reader.id })
  return reader.id
}
const tell = () => announcePortals(() => worker())
const rush = () => plant.raw(`UPDATE portal SET told_at = told_at - interval '10 minutes' WHERE tenant_id = $1`)

beforeAll(async () => {
  partner = await castPartner()
})
beforeEach(async () => {
  clientId = await castClient(partner)
  plant = await Plant.open(partner.tenantId, clientId)
  const site = await plant.site('Europe/Berlin')
  workflowId = await plant.workflow({ processId: await plant.process(site, 'Orders reach the floor'), siteId: site })
  await setPortalAccess(partner.ada, { clientId, access: 'public' })
  const portal = await findPortal(partner.tenantId, { clientId })
  if (!portal) throw new Error('no portal')
  visitor = portalCaller(portal, newId())
})
afterEach(async () => {
  await plant.raw('DELETE FROM subscriber WHERE tenant_id = $1')
  await plant.close()
  provider.sent.length = 0
})
afterAll(() => provider.close())

describe('asking for updates', () => {
  it('sends one question however often a stranger types the address, and nothing more', async () => {
    for (let i = 0; i < 20; i++) await subscribe(visitor, { email: 'victim@example.com', ...choice })
    const asked = await outbox('subscription.asked', 'subscriberId')
    const [reader] = await readers()
    expect(asked.filter((id) => id === reader?.id)).toHaveLength(1)
    for (let i = 0; i < 3; i++) await sendQuestion(worker(), { subscriberId: reader?.id ?? '' })
    expect(provider.sent).toHaveLength(1)
    expect(JSON.stringify(provider.sent[0])).toContain(`/updates/confirm/${reader?.id}`)
  })

  it('tells an unconfirmed address nothing', async () => {
    await subscribe(visitor, { email: 'silent@example.com', ...choice })
    await listener('loud@example.com')
    await tell()
    await plant.incident(workflowId, ++number, { title: 'x', openedAt: new Date() })
    await tell()
    for (const noticeId of await outbox('portal.notice', 'noticeId')) await sendNotice(worker(), { noticeId })
    expect(provider.sent.map(({ to }) => [to].flat()[0])).toEqual(['loud@example.com'])
  })

  it('knows its own tokens only', () => {
    const [id, tenant] = [newId(), newId()]
    const token = personalToken(tenant, id)
    expect(subscriberOf(tenant, token)).toBe(id)
    expect(subscriberOf(newId(), token)).toBeNull()
    expect(subscriberOf(tenant, token.replace(id, newId()))).toBeNull()
  })
})

describe('telling', () => {
  it('one mail per reader and notice, whatever is repeated and by however many workers', async () => {
    await listener('cleo@example.com')
    await tell()
    await plant.incident(workflowId, ++number, { title: 'x', openedAt: new Date() })
    await Promise.all([tell(), tell(), tell()])
    const notices = await rows<{ id: string }>(
      `SELECT n.id FROM portal_notice n WHERE n.tenant_id = :tenant AND n.client_id = '${clientId}'`,
    )
    expect(notices).toHaveLength(1)
    const noticeId = notices[0]?.id ?? ''
    await Promise.all([sendNotice(worker(), { noticeId }), sendNotice(worker(), { noticeId })])
    await sendNotice(worker(), { noticeId })
    expect(new Set(provider.sent.map((mail) => JSON.stringify(mail))).size).toBe(1)
    const mail = JSON.stringify(provider.sent[0])
    expect(mail).toContain('has stopped')
    const [stored] = await rows<{ url: string }>(
      `SELECT m.unsubscribe_url AS url FROM mail_message m WHERE m.tenant_id = :tenant AND m.key LIKE 'portal-notice/${noticeId}/%'`,
    )
    expect(stored?.url).toMatch(/\/updates\/off\//)
  })

  it('bundles what happens within two minutes, and never carries an internal word', async () => {
    await listener('cleo@example.com')
    await tell()
    const incidentId = await plant.incident(workflowId, ++number, { title: 'x', openedAt: new Date() })
    await tell()
    for (const [audience, body] of [
      ['internal', 'canary-internal'],
      ['client', 'We know the cause.'],
    ])
      await plant.insert('incident_note', {
        id: newId(),
        incidentId,
        audience,
        author: 'Ben',
        body,
        createdAt: new Date(),
      })
    await tell()
    const count = async () =>
      (
        await rows<{ items: { kind: string }[] }>(
          `SELECT n.items FROM portal_notice n WHERE n.tenant_id = :tenant AND n.client_id = '${clientId}' ORDER BY n.at`,
        )
      ).map(({ items }) => items.map(({ kind }) => kind))
    expect(await count()).toEqual([['stopped']])
    await rush()
    await tell()
    expect(await count()).toEqual([['stopped'], ['note']])
    for (const noticeId of await outbox('portal.notice', 'noticeId')) await sendNotice(worker(), { noticeId })
    expect(JSON.stringify(provider.sent)).not.toContain('canary-internal')
  })

  it('deletes an address everywhere at the reader’s wish, twice as well as once', async () => {
    const subscriberId = await listener('gone@example.com')
    await sendQuestion(worker(), { subscriberId })
    await unsubscribe(visitor, { subscriberId })
    await unsubscribe(visitor, { subscriberId })
    expect(await readers()).toEqual([])
    const [{ n } = { n: -1 }] = await rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM mail_message m WHERE m.tenant_id = :tenant AND m.to_addr = 'gone@example.com'`,
    )
    expect(n).toBe(0)
    const entries = await rows<{ text: string }>(
      `SELECT row_to_json(a)::text AS text FROM audit_entry a WHERE a.tenant_id = :tenant`,
    )
    expect(entries.map(({ text }) => text).join()).not.toContain('gone@example.com')
  })
})
