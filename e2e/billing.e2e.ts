import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPlan } from '@/services/plan/apply'
import { systemCaller } from '~/prisma/seed/callers'
import { DE, EN, openBrowser, openPage, signIn } from './_browser'
import { NOTHING, type Watched, watch } from './_watch'
import { leaveWorld, nordlicht, type Partner } from './_world'
import { failAndRecover, outgrowStarter, type Payer, payForStarter } from './story/paying'

const LIMIT_MS = 120_000
const DAY_MS = 86_400_000

afterAll(leaveWorld)

describe.each([
  ['en', EN],
  ['de', DE],
] as const)('paying for it, in %s', (locale, { billing: words }) => {
  let [browser, page, here]: [Browser?, Page?, Partner?] = []
  let seen: Watched

  beforeAll(async () => {
    here = await nordlicht()
    const trial = { plan: 'trial', state: 'trial', source: 'trial', trialEndsAt: new Date(Date.now() + 20 * DAY_MS) }
    await applyPlan(systemCaller(here.tenantId), applyPlan.input.parse(trial))
    browser = await openBrowser()
    page = await openPage(browser)
    seen = await watch(page)
    await signIn(page, here, here.owner)
    await page.context().addCookies([{ name: 'locale', value: locale, url: here.origin }])
  }, LIMIT_MS)
  afterAll(async () => {
    await browser?.close()
  })

  const payer = (): Payer => {
    if (!page || !here) throw new Error('the world is not there')
    return { page, here, words }
  }

  it('ends a trial by paying; a card that is declined changes nothing', () => payForStarter(payer()), LIMIT_MS)

  it(
    'says that a limit is passed while everything goes on, and an upgrade ends that',
    () => outgrowStarter(payer()),
    LIMIT_MS,
  )

  it(
    'warns when the card fails a month later, and is as before when it is paid',
    async () => {
      await failAndRecover(payer())
      expect(seen).toEqual(NOTHING)
    },
    LIMIT_MS,
  )
})
