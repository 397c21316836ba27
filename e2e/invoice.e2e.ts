import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comesUp, DE, EN, openBrowser, openPage, signIn } from './_browser'
import { rows } from './_database'
import { leaveBrokenMonth } from './_invoiced'
import { NOTHING, type Watched, watch } from './_watch'
import { join, LAKESHORE, leaveWorld, nordlicht, type Partner, type Person, plantOf } from './_world'

const LIMIT_MS = 120_000

afterAll(leaveWorld)

/** What a link of the page hands out. */
const fetched = (page: Page, path: string) =>
  page.evaluate(async (url) => {
    const answer = await fetch(url)
    return answer.ok ? await answer.text() : `${answer.status}`
  }, path)

describe.each([
  ['en', EN],
  ['de', DE],
] as const)('an invoice to a client, in %s', (locale, words) => {
  let [browser, page, here, carl]: [Browser?, Page?, Partner?, Person?] = []
  let seen: Watched
  const t = words.invoice
  const world = () => {
    if (!browser || !page || !here || !carl) throw new Error('the world is not there')
    return { browser, page, here, carl }
  }
  const speak = (target: Page, { origin }: Partner) =>
    target.context().addCookies([{ name: 'locale', value: locale, url: origin }])
  const press = (name: string) => world().page.getByRole('button', { name, exact: true }).click()

  beforeAll(async () => {
    here = await nordlicht()
    const plant = await plantOf(here, LAKESHORE)
    carl = await join(here, { name: 'Carl Lindholm', role: 'partner_approver' })
    await leaveBrokenMonth(here, plant.clientId)
    browser = await openBrowser()
    page = await openPage(browser)
    seen = await watch(page)
    await signIn(page, here, here.owner)
    await speak(page, here)
  }, LIMIT_MS)
  afterAll(async () => {
    await browser?.close()
  })

  it(
    'begins with prices and a draft whose lines open to what was used',
    async () => {
      const { page: at, here: partner } = world()
      await at.goto(`${partner.origin}/invoices`)
      await at.getByRole('link', { name: t.setPrices, exact: true }).first().click()
      const fields: [string, string][] = [
        [t.book.fixedText, 'Managed automation'],
        [t.book.fixedAmount, '1.490,00'],
        [t.book.workflowAmount, '49'],
        [t.book.workflowIncluded, '1'],
        [t.book.perThousand, '1.50'],
        [t.book.executionsIncluded, '100'],
        [t.book.taxName, 'VAT 19 %'],
        [t.book.taxPercent, '19'],
      ]
      for (const [label, text] of fields) await at.getByLabel(label, { exact: true }).fill(text)
      await press(t.book.save)
      await comesUp(at, / 1[ ,.]/)
      await at.goto(`${partner.origin}/invoices`)
      // the newest month is first; the one before it has the broken promise
      await at
        .getByRole('button', { name: new RegExp(t.draft.replace('{month}', '.+')) })
        .nth(1)
        .click()
      await at.waitForURL(/\/invoices\/[0-9a-f-]{36}/)
      await at.locator('summary').last().click()
      await comesUp(at, /1[.,]313/)
    },
    LIMIT_MS,
  )

  it(
    'gives back what was promised only when another person has agreed',
    async () => {
      const { browser: chromium, page: at, here: partner, carl: approver } = world()
      const invoice = at.url()
      await press(t.credits.propose)
      await at.getByRole('link', { name: t.credits.decision, exact: true }).click()
      await at.waitForURL(/\/approvals\//)
      await expect(at.getByRole('button', { name: words.approval.decide.approve, exact: true }).count()).resolves.toBe(
        0,
      )
      const other = await openPage(chromium)
      await signIn(other, partner, approver)
      await speak(other, partner)
      await other.goto(at.url())
      await other.getByLabel(words.approval.decide.reason, { exact: true }).fill('As the contract says')
      const said = other.waitForResponse((answer) => answer.request().method() === 'POST')
      await other.getByRole('button', { name: words.approval.decide.approve, exact: true }).click()
      await said
      await other.context().close()
      await at.goto(invoice)
      await press(t.page.refresh)
      await comesUp(at, /[-−]\s?€?\s?123[.,]45/)
    },
    LIMIT_MS,
  )

  it(
    'is issued once, on paper and in files whose sums agree to the cent',
    async () => {
      const { page: at, here: partner } = world()
      await press(t.page.issue)
      await at.getByRole('dialog').getByRole('button', { name: t.page.issue, exact: true }).click()
      await comesUp(at, new RegExp(`^${t.page.issued.split('{number}')[0]}1 `))
      const path = new URL(at.url()).pathname
      const [stored] = await rows<{ total: string; text: string }>(
        'SELECT total_minor::text AS total, body AS text FROM invoice WHERE tenant_id = $1 AND number = 1',
        [partner.tenantId],
      )
      // 1,490.00 + 49.00 + 1,933 × 1.50 / 1,000 − 123.45, and 19 % on it
      expect(stored?.total).toBe(`${149_000 + 4_900 + 290 - 12_345 + 26_951}`)
      expect((await fetched(at, `${path}/pdf`)).slice(0, 5)).toBe('%PDF-')
      expect(await fetched(at, `${path}/body.json`)).toBe(stored?.text)
      const table = (await fetched(at, `${path}/lines.csv`)).trim().split('\r\n').slice(1)
      const minors = table.map((line) => Number(line.split(',').at(-2)))
      const total = minors.at(-1) ?? 0
      expect(minors.slice(0, 4).reduce((sum, minor) => sum + minor, 0)).toBe(minors[4])
      expect((minors[4] ?? 0) + (minors[5] ?? 0)).toBe(total)
      expect(String(total)).toBe(stored?.total)
      expect(seen).toEqual(NOTHING)
    },
    LIMIT_MS,
  )
})
