import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { freePort } from '~/scripts/services/process'
import { type Server, spawnServer } from '~/scripts/services/server'
import { EN, openBrowser, openPage, PHONE, wordsOf } from './_browser'
import { LOG_DIR } from './_env'
import { NOTHING, type Watched, watch } from './_watch'
import { Hand } from './measure/hand'
import { promiseAndOpen, signUp, takeClientIn, type Walk } from './story/first-hour'

const LIMIT_MS = 120_000
const QUARTER_OF_AN_HOUR_S = 15 * 60
const COMPANY = `Weststern ${newId().slice(-6)}`
const CLIENT = 'Lakeshore Castings'

describe('the first hour of a partner, by what the screen says', () => {
  const hand = new Hand()
  // A program of its own beside the others', as the demo starts it: it keeps the mails of people who sign up.
  let [server, browser, page]: [Server?, Browser?, Page?] = []
  let seen: Watched

  beforeAll(async () => {
    server = await spawnServer({
      ...{ port: await freePort(), env: { ANDON_DEMO: '1' } },
      logFile: `${LOG_DIR}/first-hour.log`,
    })
    browser = await openBrowser()
    page = await openPage(browser)
    seen = await watch(page)
  }, LIMIT_MS)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const walk = (): Walk => {
    if (!page || !server) throw new Error('the browser is not there')
    return { page, hand, words: EN, port: new URL(server.baseUrl).port, company: COMPANY, client: CLIENT }
  }

  it('goes from the front page to a console of one’s own', () => signUp(walk()), LIMIT_MS)

  it(
    'names a client, its plant and a way in, and sees the first run come',
    async () => expect((await takeClientIn(walk())).apiKey).toMatch(/^ak_/),
    LIMIT_MS,
  )

  it('weighs it, promises something, and opens the portal', () => promiseAndOpen(walk()), LIMIT_MS)

  it('is live: the plant reads it on a phone, and by the keystroke-level model it takes a person less than a quarter of an hour', async () => {
    if (!browser) throw new Error('the browser is not there')
    const phone = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false })
    await phone.goto(`${new URL(walk().page.url()).origin}/portal/lakeshore-castings`)
    expect(await wordsOf(phone.locator('body'))).toContain(CLIENT)
    expect(hand.personS).toBeLessThan(QUARTER_OF_AN_HOUR_S)
    expect(seen).toEqual(NOTHING)
  })
})
