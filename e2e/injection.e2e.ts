import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { updateClientBrand } from '@/services/brand/client-brand'
import { setLogo } from '@/services/brand/logo'
import { updateBrand } from '@/services/brand/update'
import { createProcess } from '@/services/process/create'
import { createWorkflow } from '@/services/workflow/create'
import { INJECTIONS } from '@/testing/corpus/injections'
import { mailBrand } from '~/emails/_components/brand'
import { hostFailingMail } from '~/emails/host-failing'
import { invitationMail } from '~/emails/invitation'
import type { SeededPlant } from '~/prisma/seed/plant'
import { openBrowser, openPage, PHONE, signIn } from './_browser'
import { rows } from './_database'
import { addressesIn, type Visit, visit } from './_visitor'
import { type Watched, watch } from './_watch'
import { BRUECKNER, leaveWorld, nordlicht, type Partner, plantOf } from './_world'

/** As a field takes it: one line, no control characters, no longer than the field. */
const squeeze = (text: string, max: number) =>
  text
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, max)
    .trim() || 'x'
/** The software, what it is made of, and the habit of saying so. */
const VENDORS =
  /andon|x-powered-by|vercel|node\.?js|next\.?js|react-email|prisma|bullmq|typst|resend\b|caddy|github|npmjs/i
/** Seconds, not minutes: the brand is worn many payloads at a time. */
const FIELDS = 4

interface World {
  here: Partner
  plant: SeededPlant
  desk: Page
  phone: Page
  seen: Watched
  seenOutside: Watched
}

afterAll(leaveWorld)

describe('hostile words', () => {
  let browser: Browser | undefined
  let world: World | undefined
  const w = () => {
    if (!world) throw new Error('the world is not there')
    return world
  }

  beforeAll(async () => {
    const here = await nordlicht()
    const plant = await plantOf(here, BRUECKNER)
    browser = await openBrowser()
    const [desk, phone] = [await openPage(browser), await openPage(browser, { viewport: PHONE })]
    const [seen, seenOutside] = [await watch(desk), await watch(phone)]
    world = { here, plant, desk, phone, seen, seenOutside }
  })
  afterAll(() => browser?.close())

  /** Nothing ran, nothing was asked for, nothing was refused by a policy because it had got that far. */
  async function expectNothing(page: Page) {
    const { seen, seenOutside } = w()
    expect(await page.evaluate(() => '__hit' in window)).toBe(false)
    for (const { dialogs, foreignRequests, policyBreaches } of [seen, seenOutside])
      expect({ dialogs, foreignRequests, policyBreaches }).toEqual({
        dialogs: [],
        foreignRequests: [],
        policyBreaches: [],
      })
  }

  it('are three hundred', () => expect(INJECTIONS.length).toBeGreaterThanOrEqual(300))

  it('in names of processes and automations are words on the portal and in its feeds', async () => {
    const { here, plant, phone } = w()
    const { clientId } = plant
    const [site] = await rows<{ id: string }>('SELECT id FROM site WHERE tenant_id = $1 AND client_id = $2', [
      here.tenantId,
      clientId,
    ])
    for (const [at, payload] of INJECTIONS.entries()) {
      const name = squeeze(payload, 80)
      const process = { slug: `p-${at}`, name, portalPhrase: name, position: at + 10 }
      const { processId } = await createProcess(
        here.owner.caller,
        createProcess.input.parse({ clientId, siteId: site?.id, ...process }),
      )
      const workflow = {
        key: `w-${at}`,
        name,
        tier: 2,
        siteId: site?.id,
        processId,
        ownerName: name,
        impactNote: name,
        fromSystemId: null,
        toSystemId: null,
      }
      await createWorkflow(here.owner.caller, createWorkflow.input.parse({ clientId, ...workflow }))
    }
    const portal = `${here.origin}/portal/${BRUECKNER.slug}`
    await phone.goto(portal, { waitUntil: 'load' })
    expect(await phone.locator('body').textContent()).toContain('<img')
    await expectNothing(phone)
    for (const feed of ['/status.json', '/feed.atom', '/maintenance.ics']) {
      const { status, headers } = await visit(here.host, `/portal/${BRUECKNER.slug}${feed}`)
      expect([feed, status]).toEqual([feed, 200])
      expect(headers).toContain('nosniff')
    }
  })

  it('in the same names are words in the console', async () => {
    const { here, desk } = w()
    await signIn(desk, here, here.owner)
    for (const path of ['/', '/workflows', `/clients/${BRUECKNER.slug}`, '/expectations', '/audit']) {
      await desk.goto(`${here.origin}${path}`, { waitUntil: 'load' })
      await expectNothing(desk)
    }
  })

  it('in every field of a brand are words on sign-in, portal and console', async () => {
    const { here, plant, desk, phone } = w()
    const { clientId } = plant
    for (let at = 0; at < INJECTIONS.length; at += FIELDS) {
      const [one = 'x', two = 'x', three = 'x', four = 'x'] = INJECTIONS.slice(at, at + FIELDS)
      const texts = { legalName: squeeze(three, 160), senderName: squeeze(four, 60) }
      await updateBrand(here.owner.caller, { brandName: squeeze(one, 60), brandColor: '#0e545e', ...texts })
      await updateClientBrand(here.owner.caller, { clientId, name: squeeze(two, 60), ...texts })
      await phone.goto(`${here.origin}/sign-in`, { waitUntil: 'domcontentloaded' })
      if (at % (FIELDS * 8) === 0) {
        await phone.goto(`${here.origin}/portal/${BRUECKNER.slug}?${at}`, { waitUntil: 'load' })
        await desk.goto(`${here.origin}/settings/brand?client=${BRUECKNER.slug}`, { waitUntil: 'load' })
      }
    }
    await expectNothing(phone)
    await expectNothing(desk)
  })

  it('in mails are words', async () => {
    const { phone } = w()
    for (const payload of INJECTIONS) {
      const brand = mailBrand(payload, '#0e545e')
      const asked = {
        brand,
        locale: 'en' as const,
        url: 'http://x.localhost/',
        inviter: payload,
        role: payload,
        clients: [payload],
        expiresAt: new Date(),
      }
      const { html } = await invitationMail(asked)
      await phone.setContent(html, { waitUntil: 'domcontentloaded' })
    }
    await expectNothing(phone)
  })

  it('in uploads become pixels or are refused', async () => {
    const { here, phone } = w()
    const hashes = new Set<string>()
    for (const payload of INJECTIONS) {
      const file = Buffer.from(payload).toString('base64')
      const made = await setLogo(here.owner.caller, { clientId: null, file }).catch(
        (error: { code?: string }) => error.code,
      )
      if (typeof made === 'object') hashes.add(made.hash)
      else expect(made).toBe('INVALID')
    }
    expect(hashes.size).toBeGreaterThan(0)
    for (const hash of hashes) {
      const answer = await phone.goto(`${here.origin}/brand/${hash}.png`)
      expect(answer?.headers()).toMatchObject({
        'content-type': 'image/png',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining('sandbox'),
      })
    }
    await expectNothing(phone)
  })
})

describe('what a client’s visitor gets', () => {
  let here: Partner | undefined
  beforeAll(async () => {
    here = await nordlicht()
    await plantOf(here, BRUECKNER)
  })

  it('names the partner and nobody’s software: pages, everything they lead to, feeds and headers', async () => {
    if (!here) throw new Error('the world is not there')
    const { host, origin } = here
    const portal = `/portal/${BRUECKNER.slug}`
    const queue = [
      portal,
      `${portal}/status.json`,
      `${portal}/feed.atom`,
      `${portal}/maintenance.ics`,
      '/sign-in',
      '/no-such-page',
      '/portal/no-such',
      '/robots.txt',
      '/favicon.ico',
    ]
    const seen = new Map<string, Visit>()
    for (let path = queue.shift(); path !== undefined && seen.size < 80; path = queue.shift()) {
      if (seen.has(path)) continue
      const got = await visit(host, path)
      seen.set(path, got)
      if (/text\/html/.test(got.headers)) queue.push(...addressesIn(got, origin))
    }
    expect(seen.size).toBeGreaterThan(8)
    const isCode = (path: string) => path.startsWith('/_next/')
    const found = [...seen.values()].flatMap(({ path, headers, body }) => {
      // Scripts of the console name their own parts; the product's name stands in none of them.
      const words = isCode(path) ? /\bandon\b|x-powered-by/i : VENDORS
      const [hit] = words.exec(`${headers}\n${body}`) ?? []
      return hit ? [`${path}: ${hit}`] : []
    })
    expect(found).toEqual([])
  })

  it('by mail neither', async () => {
    if (!here) throw new Error('the world is not there')
    const brand = mailBrand('Nordlicht', '#0e545e')
    const common = { brand, locale: 'en' as const, url: `${here.origin}/x` }
    const mails = [
      await invitationMail({ ...common, inviter: 'Ada', role: 'Plant', clients: null, expiresAt: new Date() }),
      await hostFailingMail({ ...common, host: 'a.example', record: { name: 'a', value: 'b' }, until: new Date() }),
      ...(await rows<{ subject: string; html: string; text: string; from_addr: string }>(
        'SELECT subject, html, text, from_addr FROM mail_message',
      )),
    ]
    expect(mails.length).toBeGreaterThan(2)
    for (const mail of mails) expect(JSON.stringify(mail)).not.toMatch(/andon|react-email|vercel|resend\b/i)
  })
})
