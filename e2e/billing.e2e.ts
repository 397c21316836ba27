import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { createClient } from '@/services/client/create'
import { applyPlan } from '@/services/plan/apply'
import { settleUsage } from '@/services/usage/settle'
import { systemCaller } from '~/prisma/seed/callers'
import { comesUp, DE, EN, openBrowser, openPage, signIn } from './_browser'
import { NOTHING, type Watched, watch } from './_watch'
import { leaveWorld, nordlicht, type Partner } from './_world'

const LIMIT_MS = 120_000
const DAY_MS = 86_400_000

/** A sentence of the catalogue up to its first name or number. */
const start = (words: string) => words.split('{')[0] ?? words

afterAll(leaveWorld)

describe.each([
  ['en', EN],
  ['de', DE],
] as const)('paying for it, in %s', (locale, { billing: WORDS }) => {
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

  const world = () => {
    if (!page || !here) throw new Error('the world is not there')
    return { page, here }
  }
  const button = (name: string) => world().page.getByRole('button', { name, exact: true })
  const open = () => world().page.goto(`${world().here.origin}/settings/billing`)

  it(
    'ends a trial by paying; a card that is declined changes nothing',
    async () => {
      const { page, here } = world()
      await open()
      await button(WORDS.choose.buyOf.replace('{plan}', WORDS.plans.starter)).click()
      await button('Pay with a card that is declined').click()
      await page.getByRole('alert').waitFor()
      await button('Pay with a card that works').click()
      await page.waitForURL(`${here.origin}/settings/billing/done**`)
      await page.getByText(WORDS.done.confirmed.replace('{plan}', WORDS.plans.starter)).waitFor()
      await page.getByRole('link', { name: WORDS.done.back }).click()
      await page.getByText(WORDS.states.active, { exact: true }).first().waitFor()
      await comesUp(page, WORDS.invoices.states.paid)
    },
    LIMIT_MS,
  )

  it(
    'says that a limit is passed while everything goes on, and an upgrade ends that',
    async () => {
      const { page, here } = world()
      for (let number = 1; number <= 6; number++) {
        const slug = `c${number}-${newId().slice(-8)}`
        await createClient(here.owner.caller, createClient.input.parse({ slug, name: `Plant ${number}` }))
      }
      await settleUsage(systemCaller(here.tenantId))
      await open()
      await page.getByText(start(WORDS.limits.over.replace('{plan}', WORDS.plans.starter))).waitFor()
      await page
        .getByRole('row')
        .filter({ hasText: WORDS.plans.growth })
        .getByRole('button', { name: WORDS.choose.up })
        .click()
      await button(WORDS.choose.confirm.replace('{plan}', WORDS.plans.growth)).click()
      await page.getByText(WORDS.choose.changed.replace('{plan}', WORDS.plans.growth)).waitFor()
      await open()
      expect(await page.getByText(start(WORDS.limits.over.replace('{plan}', WORDS.plans.starter))).count()).toBe(0)
      await page.getByRole('definition').filter({ hasText: WORDS.plans.growth }).waitFor()
    },
    LIMIT_MS,
  )

  it(
    'warns when the card fails a month later, and is as before when it is paid',
    async () => {
      const { page } = world()
      await button(WORDS.portal).click()
      await button('Use a card that will be declined').click()
      await button('A month').click()
      await page.getByRole('link', { name: 'Back' }).click()
      await comesUp(page, start(WORDS.dunning.past_due))
      await button(WORDS.portal).click()
      await button('Use a card that works').click()
      await button('Pay what is open').click()
      await page.getByRole('link', { name: 'Back' }).click()
      await comesUp(page, new RegExp(`^${WORDS.states.active}$`))
      expect(await page.getByText(start(WORDS.dunning.past_due)).count()).toBe(0)
      expect(seen).toEqual(NOTHING)
    },
    LIMIT_MS,
  )
})
