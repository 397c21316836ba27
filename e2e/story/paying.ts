import type { Page } from 'playwright-core'
import { newId } from '@/lib/ids'
import { createClient } from '@/services/client/create'
import { settleUsage } from '@/services/usage/settle'
import type { getMessages } from '@/ui/i18n/catalogue'
import { systemCaller } from '~/prisma/seed/callers'
import { comesUp } from '../_browser'
import type { Partner } from '../_world'

/** Who pays, at which window, in which language. */
export interface Payer {
  page: Page
  here: Partner
  words: ReturnType<typeof getMessages>['billing']
}

/** A sentence of the catalogue up to its first name or number. */
const start = (words: string) => words.split('{')[0] ?? words

const buttonOf =
  ({ page }: Payer) =>
  (name: string) =>
    page.getByRole('button', { name, exact: true })

const open = ({ page, here }: Payer) => page.goto(`${here.origin}/settings/billing`)

/** Ends a trial by paying; a card that is declined first changes nothing. */
export async function payForStarter(payer: Payer): Promise<void> {
  const { page, here, words } = payer
  const button = buttonOf(payer)
  await open(payer)
  await button(words.choose.buyOf.replace('{plan}', words.plans.starter)).click()
  await button('Pay with a card that is declined').click()
  await page.getByRole('alert').waitFor()
  await button('Pay with a card that works').click()
  await page.waitForURL(`${here.origin}/settings/billing/done**`)
  await page.getByText(words.done.confirmed.replace('{plan}', words.plans.starter)).waitFor()
  await page.getByRole('link', { name: words.done.back }).click()
  await page.getByText(words.states.active, { exact: true }).first().waitFor()
  await comesUp(page, words.invoices.states.paid)
}

/** More clients than the plan has; an upgrade ends the warning. */
export async function outgrowStarter(payer: Payer): Promise<void> {
  const { page, here, words } = payer
  const passed = page.getByText(start(words.limits.over.replace('{plan}', words.plans.starter)))
  for (let number = 1; number <= 6; number++) {
    const slug = `c${number}-${newId().slice(-8)}`
    await createClient(here.owner.caller, createClient.input.parse({ slug, name: `Plant ${number}` }))
  }
  await settleUsage(systemCaller(here.tenantId))
  await open(payer)
  await passed.waitFor()
  // Everybody of the house is told, wherever they are.
  const strip = page.getByRole('complementary', { name: words.strip.title })
  await page.goto(here.origin)
  await strip.getByRole('link', { name: words.strip.why }).click()
  await passed.waitFor()
  await page
    .getByRole('row')
    .filter({ hasText: words.plans.growth })
    .getByRole('button', { name: words.choose.up })
    .click()
  await buttonOf(payer)(words.choose.confirm.replace('{plan}', words.plans.growth)).click()
  await page.getByText(words.choose.changed.replace('{plan}', words.plans.growth)).waitFor()
  await open(payer)
  await page.getByRole('definition').filter({ hasText: words.plans.growth }).waitFor()
  if ((await strip.count()) > 0) throw new Error('the frame still warns')
  if ((await passed.count()) > 0) throw new Error('the limit that was passed is still named')
}

/** The card fails a month later, which the page says; paid, everything is as before. */
export async function failAndRecover(payer: Payer): Promise<void> {
  const { page, words } = payer
  const button = buttonOf(payer)
  const back = () => page.getByRole('link', { name: 'Back' }).click()
  await button(words.portal).click()
  await button('Use a card that will be declined').click()
  await button('A month').click()
  await back()
  await comesUp(page, start(words.dunning.past_due))
  await button(words.portal).click()
  await button('Use a card that works').click()
  await button('Pay what is open').click()
  await back()
  await comesUp(page, new RegExp(`^${words.states.active}$`))
  if ((await page.getByText(start(words.dunning.past_due)).count()) > 0) throw new Error('it still asks to be paid')
}
