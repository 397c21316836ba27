import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { type CastPartner, castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { startEscalation } from '../escalation/start'
import { getMail, listMails } from './mailbox'
import { notifySignIn } from './sign-in-link'

let partner: CastPartner
let plant: Plant
let ben: UserCaller
let vera: UserCaller
let cleo: UserCaller
let mallory: UserCaller

beforeAll(async () => {
  partner = await castPartner()
  const bruckner = await castClient(partner, 'brueckner')
  const vela = await castClient(partner, 'vela')
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  vera = await castMember(partner, { name: 'Vera', role: 'partner_operator', clientIds: [vela] })
  cleo = await castMember(partner, { name: 'Cleo', role: 'client_plant', clientIds: [bruckner] })
  mallory = (await castPartner('Mallory')).ada
  plant = await Plant.open(partner.tenantId, bruckner)
  const incidentId = await plant.incident(await plant.workflow(), 1)
  await startEscalation(machine(partner.tenantId), { incidentId, outboxId: newId() })
  const link = {
    userId: partner.ada.actor.id,
    email: 'ada@example.com',
    token: 'ADAS-LINK',
    host: partner.host,
    outboxId: newId(),
  }
  await notifySignIn(machine(partner.tenantId), link)
})
afterAll(() => plant.close())

describe('without a mail service', () => {
  it('mails count as delivered and can be read here', async () => {
    const { isConnected, mails } = await listMails(ben, {})
    expect(isConnected).toBe(false)
    expect(mails.map(({ to }) => to)).toEqual(['ada@example.com', expect.stringContaining('ada@')])
    const mail = await getMail(ben, { mailId: mails[1]?.id ?? '' })
    expect(mail.html).toContain('INC-1')
    // The button that takes the incident is its recipient’s alone.
    expect(mail.html).toContain('/ack/hidden')
    expect(mail.html).not.toMatch(/\/ack\/(?!hidden)/)
  })
  it('somebody else’s personal link stays theirs', async () => {
    const { mails } = await listMails(ben, {})
    const mail = await getMail(ben, { mailId: mails[0]?.id ?? '' })
    expect(mail.html).toBeNull()
    expect(JSON.stringify(mail)).not.toContain('ADAS-LINK')
  })
  it('shows a member of one client nothing of another, and a rival nothing at all', async () => {
    const { mails } = await listMails(ben, {})
    for (const stranger of [vera, mallory]) {
      expect((await listMails(stranger, {})).mails).toEqual([])
      await expect(getMail(stranger, { mailId: mails[0]?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await expect(listMails(cleo, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
