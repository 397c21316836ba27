import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { freePort } from '~/scripts/services/process'
import { type Server, spawnServer } from '~/scripts/services/server'
import { DE, EN, openBrowser, openPage, PHONE, signIn, wordsOf } from './_browser'
import { LOG_DIR } from './_env'
import { NOTHING, type Watched, watch } from './_watch'
import { join, leaveWorld, type Partner } from './_world'
import { Hand } from './measure/hand'
import { approve, askForChange, connectN8n, editBehindBacks } from './story/change'
import { promiseAndOpen, type Sender, signUp, takeClientIn, type Walk } from './story/first-hour'
import { failAndTake, recover } from './story/incident'
import { freezeLastMonth, readReport, releaseReport } from './story/month'
import { partnerOf } from './story/partner'
import { failAndRecover, outgrowStarter, payForStarter } from './story/paying'

const LIMIT_MS = 180_000
const CLIENT = 'Lakeshore Castings'

afterAll(leaveWorld)

describe.each([
  ['en', EN],
  ['de', DE],
] as const)('the whole story of a partner, in %s', (locale, words) => {
  const company = `Nordstern ${newId().slice(-6)}`
  let [server, browser, page, phone]: [Server?, Browser?, Page?, Page?] = []
  let [here, sender, changeUrl]: [Partner?, Sender?, string?] = []
  let seen: Watched

  const speak = (window: Page, url: string) => window.context().addCookies([{ name: 'locale', value: locale, url }])
  const walk = (): Walk => {
    if (!page || !server) throw new Error('the browser is not there')
    return { page, words, hand: new Hand(), port: new URL(server.baseUrl).port, company, client: CLIENT }
  }
  const world = () => {
    if (!here || !sender || !phone || !browser) throw new Error('the story has not come so far')
    return { ...walk(), here, sender, phone, browser }
  }

  beforeAll(async () => {
    server = await spawnServer({
      ...{ port: await freePort(), env: { ANDON_DEMO: '1' } },
      logFile: `${LOG_DIR}/story-${locale}.log`,
    })
    browser = await openBrowser()
    page = await openPage(browser, { locale })
    phone = await openPage(browser, { locale, viewport: PHONE, javaScriptEnabled: false })
    seen = await watch(page)
    await speak(page, server.baseUrl)
  }, LIMIT_MS)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it(
    'signs up, takes a client in by one command, promises something and opens the portal',
    async () => {
      await signUp(walk())
      here = await partnerOf(walk())
      await speak(walk().page, here.origin)
      sender = await takeClientIn(walk())
      await promiseAndOpen(walk())
    },
    LIMIT_MS,
  )

  it(
    'has an incident, takes it from the mail on a phone without signing in, and sees it end',
    async () => {
      await failAndTake(world())
      await recover(world())
    },
    LIMIT_MS,
  )

  it(
    'reads an n8n; what was edited there behind everybody’s back goes live only after another person’s yes',
    async () => {
      await connectN8n(world())
      await editBehindBacks(world())
      changeUrl = await askForChange(world())
      const carl = await join(world().here, { name: 'Carl Lindner', role: 'partner_approver' })
      const his = await openPage(world().browser, { locale })
      await speak(his, world().here.origin)
      await signIn(his, world().here, carl, words)
      await approve({ ...world(), page: his }, changeUrl)
    },
    LIMIT_MS,
  )

  it(
    'closes the month, looks at its report, releases it and opens it',
    async () => {
      await freezeLastMonth(world())
      const report = await releaseReport(world())
      expect(await readReport(world(), report)).toBe('%PDF-')
    },
    LIMIT_MS,
  )

  it('shows the plant its portal on a phone', async () => {
    await world().phone.goto(`${world().here.origin}/portal/lakeshore-castings`)
    expect(await wordsOf(world().phone.locator('body'))).toContain(CLIENT)
  })

  it(
    'pays, outgrows the plan, upgrades, owes, and is as before when it has paid',
    async () => {
      const payer = { ...world(), words: words.billing }
      await payForStarter(payer)
      await outgrowStarter(payer)
      await failAndRecover(payer)
      expect(seen).toEqual(NOTHING)
    },
    LIMIT_MS,
  )
})
