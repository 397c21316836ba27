import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { skeleton, skeletonSql } from '@/domain/onboarding/address'
import { closePools, platformQuery } from '@/infra/db'
import { closeRateLimits } from '@/infra/rate-limit'
import type { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { lastAudit } from '@/testing/audit-rows'
import { castPartner, machine, visitorAt } from '@/testing/cast'
import { readBrand } from '../brand/read'
import { createClient } from '../client/create'
import { resolveHost } from '../partner/resolve-host'
import { signInWithLink } from '../session/sign-in-with-link'
import { addressAnswer } from './check-address'
import { completeSignUp } from './complete-sign-up'
import { previewSignUp } from './pending'
import { requestSignUp } from './request-sign-up'

vi.mock('./state', () => ({ signUpState: () => 'open' }))
afterAll(async () => {
  closeRateLimits()
  await closePools()
})

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )
const founder = () => visitorAt({ tenantId: newId() })
let ip = ''
beforeEach(() => {
  ip = `2001:db8::${newId().slice(-4)}:${newId().slice(-4)}`
})
const wish = (over: Partial<Parameters<typeof requestSignUp>[1]> = {}) => {
  const slug = `x${newId().replaceAll('-', '').slice(-14)}`
  const facts = { email: `ada@${slug}.example`, personName: 'Ada Brandt', partnerName: 'Nordlicht', slug }
  return { ...facts, locale: 'de' as const, ip, ...over }
}
/** The link in the mail, as its reader follows it. */
async function mailed(email: string): Promise<string> {
  const [row] = await platformQuery<{ html: string }>(
    'SELECT html FROM sign_up WHERE email = $1 ORDER BY created_at DESC LIMIT 1',
    [email],
  )
  return /\/sign-up\/([\w-]+)/.exec(row?.html ?? '')?.[1] ?? ''
}
const device = { userAgent: null, ip: null, previousSessionId: null }

describe('becoming a partner', () => {
  it('makes nothing before the mail proves the address, and then everything at once', async () => {
    const asked = wish()
    expect(await requestSignUp(founder(), asked)).toEqual({ sentTo: asked.email })
    expect(await platformQuery('SELECT 1 FROM user_account WHERE email = $1', [asked.email])).toEqual([])
    expect(await addressAnswer(asked.slug)).toBe('free')
    const token = await mailed(asked.email)
    const caller = founder()
    const password = 'correct horse battery'
    const { host, loginToken } = await completeSignUp(caller, { token, slug: asked.slug, password, ip })
    const { tenantId } = caller.scope
    expect(await resolveHost(host)).toMatchObject({ tenantId })
    expect(await signInWithLink(visitorAt({ tenantId }), { token: loginToken, code: null, device })).toMatchObject({
      sessionId: expect.any(String),
    })
    expect(await lastAudit(machine(tenantId), 'partner.create')).toMatchObject({ after: { slug: asked.slug } })
  })

  it('uses a link once, also when two press at the same moment', async () => {
    const asked = wish()
    await requestSignUp(founder(), asked)
    const token = await mailed(asked.email)
    const press = (slug: string) => codeOf(completeSignUp(founder(), { token, slug, password: null, ip }))
    expect((await Promise.all([press(asked.slug), press(`${asked.slug}b`)])).sort()).toEqual(['NOT_FOUND', 'ok'])
    expect(await previewSignUp(founder(), { token, ip })).toBeNull()
    expect(await press(`${asked.slug}c`)).toBe('NOT_FOUND')
  })

  it('keeps the link good when the address went to somebody else meanwhile', async () => {
    const [first, second] = [wish(), wish()]
    await requestSignUp(founder(), first)
    await requestSignUp(founder(), { ...second, slug: first.slug })
    const tokens = [await mailed(first.email), await mailed(second.email)]
    const press = (token = '', slug = first.slug) =>
      codeOf(completeSignUp(founder(), { token, slug, password: null, ip }))
    expect(await press(tokens[0])).toBe('ok')
    expect(await press(tokens[1])).toBe('CONFLICT')
    expect(await press(tokens[1], second.slug)).toBe('ok')
  })

  it('answers people we know and strangers alike, and leaves a known password alone', async () => {
    const known = wish()
    await requestSignUp(founder(), known)
    await completeSignUp(founder(), {
      token: await mailed(known.email),
      slug: known.slug,
      password: 'a first long one',
      ip,
    })
    const hash = () => platformQuery('SELECT id, password_hash, name FROM user_account WHERE email = $1', [known.email])
    const before = await hash()
    const again = { ...wish(), email: known.email, personName: 'Mallory' }
    expect(await requestSignUp(founder(), again)).toEqual({ sentTo: known.email })
    const token = await mailed(known.email)
    expect(await previewSignUp(founder(), { token, ip })).toMatchObject({ hasAccount: true })
    await completeSignUp(founder(), { token, slug: again.slug, password: 'another long one', ip })
    expect(await hash()).toEqual(before)
  })

  it('shows a new partner nothing of anybody else', async () => {
    const other = await castPartner('Mallory')
    await createClient(other.ada, { slug: 'secret', name: 'Secret Works' })
    const asked = wish()
    await requestSignUp(founder(), asked)
    const caller = founder()
    await completeSignUp(caller, { token: await mailed(asked.email), slug: asked.slug, password: null, ip })
    const owner = { ...caller, actor: { ...other.ada.actor, id: newId() } }
    expect((await readBrand(owner, {})).brandName).toBe('Nordlicht')
    const { getJourney } = await import('./journey')
    expect(await getJourney(owner, { client: null })).toMatchObject({ client: null, clients: [] })
  })
})

describe('abuse', () => {
  it('takes ten wishes an hour from one address on the net, three for one mailbox', async () => {
    const codes = []
    for (let index = 0; index < 12; index++) codes.push(await codeOf(requestSignUp(founder(), wish())))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(10)
    expect(codes.at(-1)).toBe('LIMIT')
    const victim = `victim@${newId().slice(-12)}.example`
    const bombs = []
    for (let index = 0; index < 5; index++)
      bombs.push(await codeOf(requestSignUp(founder(), wish({ email: victim, ip: `198.51.100.${index}-${newId()}` }))))
    expect(bombs).toEqual(['ok', 'ok', 'ok', 'LIMIT', 'LIMIT'])
  })

  it('refuses an address that looks like a partner’s', async () => {
    const slug = `m${newId().replaceAll('-', '').slice(-10)}nord`
    const asked = wish({ slug })
    await requestSignUp(founder(), asked)
    await completeSignUp(founder(), { token: await mailed(asked.email), slug, password: null, ip })
    expect(await addressAnswer(slug.replace('nord', 'n0rd'))).toBe('taken')
    expect(await codeOf(requestSignUp(founder(), wish({ slug: slug.replace('nord', 'n-ord') })))).toBe('CONFLICT')
  })

  it('means the same shape in the database as in the program', async () => {
    const words = ['nord1icht', 'rnaria', 'vv-arn', 'c1ear', 'clad', '0-1-5-i', 'vvv', 'rrn', 'ccl']
    for (const word of words) {
      const [row] = await platformQuery<{ shape: string }>(`SELECT ${skeletonSql('$1::text')} AS shape`, [word])
      expect(row?.shape).toBe(skeleton(word))
    }
  })

  it('is the sign-in page’s alone', async () => {
    const { ada } = await castPartner()
    expect(await codeOf(requestSignUp(ada, wish()))).toBe('FORBIDDEN')
  })
})
