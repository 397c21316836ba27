import { comesUp } from '../_browser'
import { rows } from '../_database'
import { until } from '../_until'
import type { Chapter } from './partner'

const NOW = new Date()
const LAST_MONTH = new Date(Date.UTC(NOW.getUTCFullYear(), NOW.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)

/** By hand, on the month's own page; days that are still being counted make it wait. */
export async function freezeLastMonth({ page, here, words }: Chapter): Promise<void> {
  const dialog = page.getByRole('dialog')
  await until('the month is frozen', async () => {
    await page.goto(`${here.origin}/months/lakeshore-castings/${LAST_MONTH}`)
    const act = page.getByRole('button', { name: words.month.freeze, exact: true })
    if ((await act.count()) === 0) return true
    await act.click()
    for (const field of await dialog.getByRole('textbox').all()) await field.fill('Closed for the first report')
    await dialog.getByRole('button', { name: words.month.freeze, exact: true }).click()
    await page.waitForLoadState('networkidle')
    return null
  })
}

/** Waits for the report that writes itself, reads it and lets it out. Returns its id. */
export async function releaseReport({ page, here, words }: Chapter): Promise<string> {
  const { release, pdf } = words.report
  const id = await until('a report is written', async () => {
    const [found] = await rows<{ id: string }>('SELECT id FROM report WHERE tenant_id = $1', [here.tenantId])
    return found?.id
  })
  await page.goto(`${here.origin}/reports`)
  await page.locator(`a[href="/reports/${id}"]`).first().click()
  await page.waitForURL(`**/reports/${id}`)
  await comesUp(page, pdf.split('{')[0] ?? pdf)
  await page.getByRole('button', { name: release.act, exact: true }).click()
  await page.getByRole('dialog').getByRole('button').last().click()
  await comesUp(page, words.report.states.released)
  return id
}

/** The bytes that the link on the page hands out. */
export async function readReport({ page, here, words }: Chapter, id: string): Promise<Buffer> {
  await page.goto(`${here.origin}/reports/${id}`)
  await comesUp(page, words.report.pdf.split('{')[0] ?? '')
  const address = await page.locator(`a[href^="/reports/${id}/file"]`).first().getAttribute('href')
  const answer = await page.request.get(`${here.origin}${address}`)
  if (!answer.ok()) throw new Error(`the report was answered with ${answer.status()}`)
  return answer.body()
}
