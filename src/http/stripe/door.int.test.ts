import '@/testing/billing/keys'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools, withTenantSql } from '@/infra/db'
import { openAccount } from '@/services/billing/account'
import { STAND_IN } from '@/testing/billing/keys'
import { openBillingEffects, standIn } from '@/testing/billing/stand-in'
import { type CastPartner, castPartner, machine } from '@/testing/cast'
import { signed } from '@/testing/fakes/stripe/signed'
import { requestListener } from '../listener'
import { stripeDoor } from './door'

const SECRET = STAND_IN.secret
let server: Server
let url: string
let stand: Awaited<ReturnType<typeof standIn>>
let partner: CastPartner

beforeAll(async () => {
  stand = await standIn()
  server = createServer(requestListener([stripeDoor], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://localhost:${(server.address() as AddressInfo).port}/hooks/stripe`
  partner = await castPartner()
  await openAccount(machine(partner.tenantId), { customerId: 'cus_ada' })
})
afterAll(async () => {
  server.close()
  stand.close()
  await closePools()
})

const nowS = () => Math.floor(Date.now() / 1000)
const eventOf = (id: string, customer: string | null) =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'invoice.paid',
    created: nowS(),
    data: { object: { id: 'in_1', object: 'invoice', customer } },
  })
const post = (body: string, signature: string | null) =>
  fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...(signature !== null && { 'stripe-signature': signature }) },
  })
const stored = async () =>
  (
    await withTenantSql(machine(partner.tenantId).scope, (sql) =>
      sql<{ id: string }>('SELECT s.id FROM stripe_event s WHERE s.tenant_id = :tenant'),
    )
  ).length

it('lets nothing in that is unsigned, forged, altered, old or of another shape', async () => {
  const body = eventOf('evt_1', 'cus_ada')
  const good = signed(body, SECRET, nowS()).signature
  const tries = [
    [body, null],
    [body, ''],
    [body, signed(body, 'whsec_of_a_stranger', nowS()).signature],
    [body.replace('evt_1', 'evt_2'), good],
    [body, signed(body, SECRET, nowS() - 400).signature],
    ['{"id":1}', signed('{"id":1}', SECRET, nowS()).signature],
    ['not json', signed('not json', SECRET, nowS()).signature],
    ['', signed('', SECRET, nowS()).signature],
  ] as const
  for (const [sent, signature] of tries) expect((await post(sent, signature)).status).toBe(400)
  expect((await fetch(url)).status).toBe(405)
  expect((await post('x'.repeat(600_000), good)).status).toBe(413)
  expect([await stored(), await openBillingEffects(partner.tenantId)]).toEqual([0, 0])
})

it('takes an event once, however often and however many at the same time', async () => {
  const body = eventOf('evt_3', 'cus_ada')
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(body, signed(body, SECRET, nowS()).signature)))
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
  expect([await stored(), await openBillingEffects(partner.tenantId)]).toEqual([1, 1])
})

it('lets events of customers go that nobody here knows, and answers on the platform’s host only', async () => {
  for (const customer of ['cus_stranger', null]) {
    const body = eventOf('evt_4', customer)
    expect((await post(body, signed(body, SECRET, nowS()).signature)).status).toBe(200)
  }
  expect(await stored()).toBe(1)
  expect(
    stripeDoor.match({} as never, '/hooks/stripe', {
      kind: 'partner',
      host: partner.host,
      tenantId: partner.tenantId,
      clientId: null,
    }),
  ).toBe(false)
})
