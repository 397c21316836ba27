import { describe, expect, it } from 'vitest'
import { InvitationInput, MembershipInput, zEmail, zPassword, zTotp } from './schema'

const [A, B] = ['01999d3e-7c5a-7b7e-9c7b-3f1f4f0c1a2b', '01999d3e-7c5a-7b7e-9c7b-3f1f4f0c1a2a']
const messages = (result: { error?: { issues: { message: string }[] } }) =>
  result.error?.issues.map((issue) => issue.message) ?? []

describe('people', () => {
  it.each([
    [' Ben@Nordlicht.Example ', 'ben@nordlicht.example'],
    ['BEN+night@x.de', 'ben+night@x.de'],
  ])('%j is %j', (given, email) => expect(zEmail.parse(given)).toBe(email))
  it.each(['', 'ben', 'ben@', '@x.de', 'a b@x.de', 'ben@x.de\nbcc: y@z.de', `${'x'.repeat(250)}@x.de`])(
    '%j is no address',
    (email) => expect(messages(zEmail.safeParse(email))[0]).toMatch(/^email: /),
  )
  it('wants long passwords', () => {
    expect(messages(zPassword.safeParse('x'.repeat(11)))).toEqual(['password: must have at least 12 characters'])
    expect(zPassword.parse('  twelve chars ')).toBe('  twelve chars ')
  })
  it('reads six digits as apps show them', () => {
    expect(zTotp.parse(' 123 456 ')).toBe('123456')
    for (const code of ['12345', '1234567', '12345a', '١٢٣٤٥٦']) expect(zTotp.safeParse(code).success).toBe(false)
  })
})

describe('who sees which clients', () => {
  const invite = (fields: object) =>
    InvitationInput.safeParse({ email: 'ben@x.de', role: 'partner_operator', allClients: false, ...fields })
  it('keeps each client once, in one order', () =>
    expect(invite({ clientIds: [A, B, A] }).data?.clientIds).toEqual([B, A]))
  it.each([
    [{}, 'clientIds: name at least one client'],
    [{ allClients: true, clientIds: [A] }, 'clientIds: leave empty when allClients is true'],
    [{ allClients: true, role: 'client_plant' }, 'allClients: a role of the manufacturer must name its clients'],
  ])('refuses %j', (fields, message) => expect(messages(invite(fields))).toEqual([message]))
  it('names the roles there are', () =>
    expect(messages(invite({ role: 'admin', clientIds: [A] }))[0]).toContain('partner_owner'))
  it('lets a partner role see all clients', () => {
    expect(invite({ allClients: true }).success).toBe(true)
    expect(MembershipInput.safeParse({ userId: A, role: 'partner_owner', allClients: true }).success).toBe(true)
  })
})
