import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { freePort } from '~/scripts/services/process'
import { type Server, spawnServer } from '~/scripts/services/server'
import { EN, openBrowser, openPage, PHONE, wordsOf } from './_browser'
import { NOTHING, type Watched, watch } from './_watch'
import { Hand } from './measure/hand'

const LIMIT_MS = 120_000
const QUARTER_OF_AN_HOUR_S = 15 * 60
const COMPANY = `Weststern ${newId().slice(-6)}`
const CLIENT = 'Lakeshore Castings'
const { signUp: JOIN, start: START } = EN

/** The command on the screen, as a shell would run it: its address, its key, its body. */
async function runCommand(command: string, port: string): Promise<void> {
  const now = new Date().toISOString()
  const [, key] = /Bearer (ak_[\w-]+)/.exec(command) ?? []
  const [, path] = /http:\/\/[^/]+(\/\S+)/.exec(command) ?? []
  const [, body] = /-d '(\{[\s\S]*\})'/.exec(command) ?? []
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: (body ?? '').replaceAll(`'$now'`, now),
  })
  expect(reply.status).toBe(202)
}

describe('the first hour of a partner, by what the screen says', () => {
  const hand = new Hand()
  // A program of its own beside the others', as the demo starts it: it keeps the mails of people who sign up.
  let [server, browser, page]: [Server?, Browser?, Page?] = []
  let seen: Watched
  const port = () => new URL(server?.baseUrl ?? '').port

  beforeAll(async () => {
    server = await spawnServer({ port: await freePort(), env: { ANDON_DEMO: '1' } })
    browser = await openBrowser()
    page = await openPage(browser)
    seen = await watch(page)
  }, LIMIT_MS)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const here = () => {
    if (!page || !browser) throw new Error('the browser is not there')
    return page
  }
  const button = (name: string) => here().getByRole('button', { name, exact: true })

  it(
    'goes from the front page to a console of one’s own',
    async () => {
      await here().goto(`http://localhost:${port()}/`)
      await hand.press(here().getByRole('link', { name: JOIN.title }).first())
      await hand.type(here().getByLabel(JOIN.email), `ada@${COMPANY.replace(' ', '').toLowerCase()}.example`)
      await hand.type(here().getByLabel(JOIN.personName), 'Ada Brandt')
      await hand.type(here().getByLabel(JOIN.partnerName), COMPANY)
      await here().getByText('is free.').waitFor()
      await hand.read(here())
      await hand.press(button(JOIN.send))
      await here().getByText(JOIN.sent.title).waitFor()
      await hand.press(here().getByRole('link', { name: JOIN.sent.demo }))
      const link = here().frameLocator('iframe').first().getByRole('link').first()
      await hand.read(here())
      const opened = here().context().waitForEvent('page')
      await hand.press(link)
      // The window that is watched goes on; opening the link uses nothing up.
      const mailed = await opened
      await here().goto(mailed.url())
      await mailed.close()
      await hand.type(here().getByLabel(JOIN.confirm.password), 'correct horse battery')
      await hand.read(here())
      await hand.press(button(JOIN.confirm.create))
      await here().waitForURL(/sign-in/)
      await hand.press(button(EN.auth.link.enter))
      await here().waitForURL(/\/start/)
    },
    LIMIT_MS,
  )

  it(
    'names a client, its plant and a way in, and sees the first run come',
    async () => {
      await hand.read(here())
      await hand.press(button(START.brand.keep))
      await hand.type(here().getByLabel(START.client.name), CLIENT)
      await hand.read(here())
      await hand.press(button(START.client.create))
      await hand.type(here().getByLabel(START.site.city), 'Chicago')
      await hand.read(here())
      expect(await here().getByLabel(START.site.zone).inputValue()).toBe('America/Chicago')
      await hand.press(button(START.site.create))
      await button(START.source.make).waitFor()
      await hand.read(here())
      await hand.press(button(START.source.make))
      await here().getByText(START.source.once).waitFor()
      const command = await wordsOf(here().locator('code', { hasText: 'curl' }))
      await hand.read(here())
      // Copied, then pasted into a shell.
      await hand.press(button(START.source.copy).last())
      await runCommand(command, port())
      await here().getByText('has registered itself').waitFor()
      await hand.type(here().getByLabel(START.event.claimName), 'Order release')
      await hand.read(here())
      await hand.press(button(START.event.claim))
      await here().getByText('has registered itself').waitFor({ state: 'hidden' })
      await hand.read(here())
    },
    LIMIT_MS,
  )

  it(
    'weighs it, promises something, and opens the portal',
    async () => {
      await hand.press(
        here()
          .getByRole('link', { name: new RegExp(START.steps.interview.replace('?', '\\?')) })
          .first(),
      )
      await button(START.interview.save).waitFor()
      await hand.read(here())
      for (const question of await here().locator('fieldset fieldset').all())
        await hand.press(question.getByRole('radio').nth(2))
      await hand.press(button(START.interview.save))
      await button(START.promise.accept).waitFor()
      await hand.read(here())
      await hand.press(button(START.promise.accept))
      await button(START.portal.open).waitFor()
      await hand.read(here())
      await hand.press(button(START.portal.open))
      await here().getByRole('link', { name: START.portal.go }).waitFor()
      const frame = here().frameLocator('iframe').first()
      await frame.getByText(CLIENT).first().waitFor()
      await hand.read(here())
      await hand.press(button(START.portal.keep))
      await here().getByText(START.finished.replace('{client}', CLIENT)).waitFor()
    },
    LIMIT_MS,
  )

  it('is live: the plant reads it on a phone, and by the keystroke-level model it takes a person less than a quarter of an hour', async () => {
    if (!browser) throw new Error('the browser is not there')
    const phone = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false })
    const origin = new URL(here().url()).origin
    await phone.goto(`${origin}/portal/lakeshore-castings`)
    expect(await wordsOf(phone.locator('body'))).toContain(CLIENT)
    expect(hand.personS).toBeLessThan(QUARTER_OF_AN_HOUR_S)
    expect(seen).toEqual(NOTHING)
  })
})
