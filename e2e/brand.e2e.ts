import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addIncidentNote } from '@/services/incident/add-note'
import type { SeededPlant } from '~/prisma/seed/plant'
import { EN, openBrowser, openPage, PHONE, signIn, wordsOf } from './_browser'
import { rows } from './_database'
import { run, send } from './_http'
import { mailTo } from './_mail'
import { until } from './_until'
import { NOTHING, type Watched, watch } from './_watch'
import { BRUECKNER, leaveWorld, nordlicht, onDuty, type Partner, type Person, plantOf } from './_world'

/** Each would open a dialog, write to the console, or ask another host, were it ever markup. */
const EVIL = {
  name: '<img src=x onerror=alert(1)>',
  attribute: '"><script src="https://evil.example/x.js"></script>',
  style: '</style><script>alert(2)</script>',
  text: `<svg onload=alert(3)>'"&{{7*7}}\${alert(4)}`,
}
const HOSTILE = {
  ...BRUECKNER,
  name: `Pumps ${EVIL.name}`,
  processes: BRUECKNER.processes.map((process) => ({ ...process, portalPhrase: `Orders ${EVIL.name}` })),
  workflows: BRUECKNER.workflows.map((workflow) => ({
    ...workflow,
    name: `${workflow.name} ${EVIL.attribute}`,
    impact: EVIL.text,
  })),
}
const FAILURE = { error: { class: EVIL.style, message: EVIL.text, step: EVIL.attribute } }

describe('the brand colours the frame and can hurt nobody', () => {
  let [browser, here, plant, ben]: [Browser?, Partner?, SeededPlant?, Person?] = []
  let [page, portal]: [Page?, Page?] = []
  let [seen, seenInPortal]: [Watched?, Watched?] = []

  const world = () => {
    if (!here || !plant || !ben || !page || !portal) throw new Error('the world is not there')
    return { here, plant, ben, page, portal }
  }
  const headerOf = (where: Page) =>
    where
      .locator('header')
      .first()
      .evaluate((header) => getComputedStyle(header).backgroundColor)

  beforeAll(async () => {
    here = await nordlicht()
    plant = await plantOf(here, HOSTILE)
    ben = await onDuty(here, 'Ben Okafor')
    browser = await openBrowser()
    page = await openPage(browser)
    seen = await watch(page)
    portal = await openPage(browser, { viewport: PHONE })
    seenInPortal = await watch(portal)
    await signIn(page, here, here.owner)
  })
  afterAll(async () => {
    await browser?.close()
    await leaveWorld()
  })

  it('warns about a colour nobody could read, adjusts it, and shows it everywhere', async () => {
    const { here, page, portal } = world()
    const address = `${here.origin}/portal/${HOSTILE.slug}`
    await portal.goto(address)
    const before = [await headerOf(page), await headerOf(portal)]
    const { brand } = EN.settings
    await page.goto(`${here.origin}/settings/brand`)
    await page.getByText(brand.fine).waitFor()
    // Neither white nor black can be read on it.
    await page.getByLabel(brand.color, { exact: true }).fill('#777777')
    await page
      .getByText(/#777777/)
      .first()
      .waitFor()
    await page
      .getByText(/On the header .* leaves text hard to read/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: brand.save, exact: true }).click()
    await page.getByText(brand.saved).waitFor()
    await page.reload()
    const after = await headerOf(page)
    expect(after).not.toBe(before[0])
    await until('the portal has the new colour', async () => {
      await portal.goto(address)
      return (await headerOf(portal)) !== before[1]
    })
    expect(await headerOf(portal)).toBe(after)
    for (const where of [page, portal]) expect(await contrastOfHeader(where)).toBeGreaterThanOrEqual(4.5)
  })

  it('shows hostile names, errors and notes as the words they are', async () => {
    const { here, plant, ben, page, portal } = world()
    await page.goto(`${here.origin}/settings/brand`)
    await page.getByLabel(EN.settings.brand.name, { exact: true }).fill(`N ${EVIL.style}`)
    await page.getByRole('button', { name: EN.settings.brand.save, exact: true }).click()
    await page.getByText(EN.settings.brand.saved).waitFor()
    await send(here.host, plant.apiKey, [run('order-release', 'failed', FAILURE), run(`new ${EVIL.name}`, 'succeeded')])
    const incidentId = await until(
      'an incident',
      async () => (await rows<{ id: string }>('SELECT id FROM incident WHERE tenant_id = $1', [here.tenantId]))[0]?.id,
    )
    for (const audience of ['client', 'internal'] as const)
      await addIncidentNote(here.owner.caller, { incidentId, audience, body: EVIL.text })

    const workflowId = plant.workflowIds.get('order-release')
    const [execution] = await rows<{ id: string }>(
      `SELECT id FROM execution WHERE tenant_id = $1 AND status = 'failed'`,
      [here.tenantId],
    )
    const pages = [
      '/',
      '/incidents',
      '/incidents/1',
      '/workflows',
      `/workflows/${workflowId}`,
      `/runs/${execution?.id}`,
      '/expectations',
      `/clients/${HOSTILE.slug}`,
      '/audit',
      '/mailbox',
      '/settings/members',
      '/settings/keys',
      '/settings/you',
      '/settings/brand',
    ]
    for (const path of pages) {
      await page.goto(`${here.origin}${path}`, { waitUntil: 'load' })
      expect([path, await foreignMarkup(page)]).toEqual([path, []])
    }
    await until('the portal shows the note', async () => {
      await portal.reload()
      return (await wordsOf(portal.locator('body'))).includes(EVIL.text)
    })
    expect(await foreignMarkup(portal)).toEqual([])
    expect(await wordsOf(portal.locator('body'))).toContain(EVIL.name)

    const mail = await mailTo(here, ben.email, 'incident-opened')
    await portal.setContent(mail.html)
    expect(await foreignMarkup(portal)).toEqual([])
    expect([seen, seenInPortal]).toEqual([NOTHING, NOTHING])
  })
})

/** WCAG 2.2 contrast of the header's words on the header, worked out here and not by the product. */
function contrastOfHeader(page: Page): Promise<number> {
  return page
    .locator('header')
    .first()
    .evaluate((header) => {
      const luminance = (color: string) => {
        const [r = 0, g = 0, b = 0] = (color.match(/\d+/g) ?? []).slice(0, 3).map((part) => {
          const share = Number(part) / 255
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const { color, backgroundColor } = getComputedStyle(header)
      const [light = 0, dark = 0] = [luminance(color), luminance(backgroundColor)].sort((a, b) => b - a)
      return (light + 0.05) / (dark + 0.05)
    })
}

/** Elements that came out of somebody's words. */
function foreignMarkup(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[onerror], [onload], img[src="x"], script[src*="evil"]')].map((element) =>
      element.outerHTML.slice(0, 120),
    ),
  )
}
