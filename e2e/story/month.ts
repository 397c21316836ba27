import { comesUp } from '../_browser'
import { rows } from '../_database'
import { until } from '../_until'
import type { Chapter } from './partner'

// Reports are written every half minute; the pages are set after that.
const SOON_MS = 75_000
const NOW = new Date()
const LAST_MONTH = new Date(Date.UTC(NOW.getUTCFullYear(), NOW.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)

/** By hand, on the month's own page; days that are still being counted make it wait. */
export async function freezeLastMonth({ page, here, words }: Chapter): Promise<void> {
  const dialog = page.getByRole('dialog')
  await until(
    'the month is frozen',
    async () => {
      await page.goto(`${here.origin}/months/lakeshore-castings/${LAST_MONTH}`)
      const act = page.getByRole('button', { name: words.month.freeze, exact: true })
      if ((await act.count()) === 0) return true
      await act.click()
      for (const field of await dialog.getByRole('textbox').all()) await field.fill('Closed for the first report')
      await dialog.getByRole('button', { name: words.month.freeze, exact: true }).click()
      await page.waitForLoadState('networkidle')
      return null
    },
    SOON_MS,
  )
}

/** Waits for the report that writes itself, reads it and lets it out. Returns its id. */
export async function releaseReport({ page, here, words }: Chapter): Promise<string> {
  const { release, pdf } = words.report
  const id = await until(
    'a report is written',
    async () => {
      const [found] = await rows<{ id: string }>('SELECT id FROM report WHERE tenant_id = $1', [here.tenantId])
      return found?.id
    },
    SOON_MS,
  )
  await page.goto(`${here.origin}/reports`)
  await page.locator(`a[href="/reports/${id}"]`).first().click()
  await page.waitForURL(`**/reports/${id}`)
  await comesUp(page, pdf.split('{')[0] ?? pdf, SOON_MS)
  await page.getByRole('button', { name: release.act, exact: true }).click()
  await page.getByRole('dialog').getByRole('button').last().click()
  await comesUp(page, words.report.states.released)
  return id
}

/** How the file begins that the link on the page hands out. */
export async function readReport({ page, here, words }: Chapter, id: string): Promise<string> {
  await page.goto(`${here.origin}/reports/${id}`)
  await comesUp(page, words.report.pdf.split('{')[0] ?? '')
  const address = await page.locator(`a[href^="/reports/${id}/file"]`).first().getAttribute('href')
  return page.evaluate(async (url) => {
    const answer = await fetch(url)
    return answer.ok ? (await answer.text()).slice(0, 5) : `${answer.status}`
  }, address ?? '')
}
