import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, platformQuery } from '@/infra/db'
import { closeRateLimits } from '@/infra/rate-limit'
import { newId } from '@/lib/ids'
import { type CastPartner, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { handleTrpc } from './http'
import { appRouter } from './root'

const SECRET = 'a secret of the tests, long enough'

let partner: CastPartner
let ben: UserCaller

beforeAll(async () => {
  partner = await castPartner()
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
})
afterAll(async () => {
  closeRateLimits()
  await closePools()
})

const cookieOf = async (sid: string, secret = SECRET) => `sid=${await encode({ token: { sid }, secret, salt: 'sid' })}`

interface Reply {
  status: number
  data?: unknown
  error?: { message: string; data: { appCode: string; details: { pointer: string; detail: string }[] } }
}

async function ask(
  path: string,
  given: { input?: unknown; cookie?: string; host?: string; origin?: string; method?: 'GET' | 'POST' } = {},
): Promise<Reply> {
  const { host = partner.host, method = 'GET', input = {} } = given
  const url = new URL(`http://${host}:3000/api/trpc/${path}`)
  if (method === 'GET') url.searchParams.set('input', JSON.stringify({ json: input }))
  const headers = new Headers({ host: `${host}:3000`, 'content-type': 'application/json' })
  if (given.cookie) headers.set('cookie', given.cookie)
  if (given.origin) headers.set('origin', given.origin)
  const body = method === 'POST' ? JSON.stringify({ json: input }) : undefined
  const response = await handleTrpc(new Request(url, { method, headers, body }))
  const answer = await response.json()
  return { status: response.status, data: answer.result?.data?.json, error: answer.error?.json ?? answer.error }
}

describe('who may call', () => {
  it('answers a member', async () => {
    const reply = await ask('member.me', { cookie: await cookieOf(ben.actor.sessionId) })
    expect(reply).toMatchObject({ status: 200, data: { name: 'Ben', role: 'partner_operator' } })
  })

  it('refuses a call without a session, with a forged one, or at another partner', async () => {
    const rival = await castPartner('Mallory')
    const replies = [
      await ask('member.me'),
      await ask('member.me', { cookie: 'sid=garbage' }),
      await ask('member.me', { cookie: await cookieOf(ben.actor.sessionId, 'another secret, also long enough') }),
      await ask('member.me', { cookie: await cookieOf(newId()) }),
      await ask('member.me', { cookie: await cookieOf(ben.actor.sessionId), host: rival.host }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  })

  it('refuses the next call after a revocation', async () => {
    const carl = await castMember(partner, { name: 'Carl', role: 'partner_approver' })
    const cookie = await cookieOf(carl.actor.sessionId)
    expect((await ask('member.me', { cookie })).status).toBe(200)
    await platformQuery('UPDATE membership SET revoked_at = now() WHERE user_id = $1', [carl.actor.id])
    expect((await ask('member.me', { cookie })).status).toBe(401)
  })

  it('answers visitors what the sign-in page needs, on a partner’s host only', async () => {
    expect((await ask('partner.current')).status).toBe(200)
    expect((await ask('partner.current', { host: 'localhost' })).status).toBe(404)
    expect((await ask('partner.current', { host: 'unknown.example' })).status).toBe(404)
  })

  it('refuses posts from another origin before anything runs', async () => {
    const cookie = await cookieOf(ben.actor.sessionId)
    const post = (origin: string) => ask('session.signOut', { method: 'POST', cookie, origin })
    expect((await post('https://evil.example')).status).toBe(403)
    expect((await ask('member.me', { cookie })).status).toBe(200)
  })
})

describe('how errors look', () => {
  it('names the place in the input', async () => {
    const reply = await ask('session.requestLink', { method: 'POST', input: { email: 'no address' } })
    expect(reply).toMatchObject({
      status: 400,
      error: { data: { appCode: 'INVALID', details: [{ pointer: '/email' }] } },
    })
    expect(reply.error?.message).toContain('must be an address')
  })

  it('refuses fields nobody knows', async () => {
    expect(
      (await ask('session.requestLink', { method: 'POST', input: { email: 'a@b.example', tenantId: newId() } })).status,
    ).toBe(400)
  })

  it('keeps the words of a known error and its status', async () => {
    const reply = await ask('member.changeRole', {
      method: 'POST',
      cookie: await cookieOf(ben.actor.sessionId),
      input: { userId: ben.actor.id, role: 'partner_owner', allClients: true },
    })
    expect(reply).toMatchObject({ status: 403, error: { data: { appCode: 'FORBIDDEN' } } })
    expect(JSON.stringify(reply)).not.toMatch(/stack|node_modules/)
  })

  it('hides an unknown error behind a reference', async () => {
    await platformQuery('UPDATE user_account SET totp_secret = $2 WHERE id = $1', [ben.actor.id, 'v1.broken'])
    const reply = await ask('member.confirmTotp', {
      method: 'POST',
      cookie: await cookieOf(ben.actor.sessionId),
      input: { code: '123456' },
    })
    expect(reply).toMatchObject({ status: 500, error: { data: { appCode: 'INTERNAL' } } })
    expect(JSON.stringify(reply)).not.toMatch(/sealed|totp|stack/)
  })

  it('refuses a batch above the cap', async () => {
    const paths = Array.from({ length: 11 }, () => 'partner.current').join(',')
    const input = JSON.stringify(Object.fromEntries(Array.from({ length: 11 }, (_, at) => [at, { json: {} }])))
    const url = `http://${partner.host}:3000/api/trpc/${paths}?batch=1&input=${encodeURIComponent(input)}`
    expect((await handleTrpc(new Request(url, { headers: { host: partner.host } }))).status).toBe(400)
  })
})

it('has a verb behind every procedure', () => {
  type Described = { _def: { meta?: { verb?: { action: string } } } }
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Described>)
  expect(procedures.length).toBeGreaterThan(20)
  expect(procedures.filter(([, procedure]) => !procedure._def.meta?.verb?.action).map(([path]) => path)).toEqual([])
})
