import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeededPlant } from '~/prisma/seed/plant'
import { comesUp, EN, openBrowser, openPage, PHONE, signIn, wordsOf } from './_browser'
import { rows } from './_database'
import { run, send } from './_http'
import { mailTo } from './_mail'
import { until } from './_until'
import { NOTHING, type Watched, watch } from './_watch'
import { BRUECKNER, leaveWorld, nordlicht, onDuty, type Partner, type Person, plantOf } from './_world'

const FAILURE = {
  error: { class: 'RfcTimeout', message: 'SAP did not answer within 30 s', step: 'Read released orders' },
}
const FOR_CLIENT = 'We are working on it; the 18:00 truck leaves on time.'
const FOR_US = 'Basis team restarted the gateway, ticket 4711.'

describe('one failing run, from the sender to the plant and back', () => {
  let [browser, here, plant, ben]: [Browser?, Partner?, SeededPlant?, Person?] = []
  let [page, portal]: [Page?, Page?] = []
  let seen: Watched

  const world = () => {
    if (!browser || !here || !plant || !ben || !page || !portal) throw new Error('the world is not there')
    return { here, plant, ben, page, portal }
  }
  /** The portal as the plant manager's phone shows it now: every line of text. */
  const portalText = async () => {
    const { portal } = world()
    await portal.reload()
    return wordsOf(portal.locator('body'))
  }
  const portalSays = (sentence: string) =>
    until(`the portal says "${sentence}"`, async () => (await portalText()).includes(sentence))

  beforeAll(async () => {
    here = await nordlicht()
    plant = await plantOf(here, BRUECKNER)
    ben = await onDuty(here, 'Ben Okafor')
    browser = await openBrowser()
    page = await openPage(browser)
    seen = await watch(page)
    portal = await openPage(browser, { viewport: PHONE, javaScriptEnabled: false })
    await send(
      here.host,
      plant.apiKey,
      BRUECKNER.workflows.map(({ key }) => run(key, 'succeeded')),
    )
    await portal.goto(`${here.origin}/portal/${BRUECKNER.slug}`)
  })
  afterAll(async () => {
    await browser?.close()
    await leaveWorld()
  })

  it('signs the operator in with a link from his mail', async () => {
    const { page, here, ben } = world()
    await signIn(page, here, ben)
    await page.getByText(EN.board.headline.calm).waitFor()
    await portalSays(EN.portal.allMoving)
  })

  it('shows a failing run on the board, in the mailbox and in the portal', async () => {
    const { page, here, plant, ben } = world()
    await send(here.host, plant.apiKey, run('order-release', 'failed', FAILURE))
    await comesUp(page, 'Order release failed at Read released orders')
    const mail = await mailTo(here, ben.email, 'incident-opened')
    expect(mail.html).toContain('INC-1')
    await page.goto(`${here.origin}/mailbox`)
    await page.getByText(mail.subject).first().waitFor()
    await portalSays(EN.portal.oneStopped)
    expect(await portalText()).toContain('Orders reach the shop floor')
  })

  it('lets the operator take it and speak to the plant and to the team apart', async () => {
    const { page, here } = world()
    await page.goto(here.origin)
    await page.getByRole('link', { name: /INC-1/ }).first().click()
    await page.waitForURL(/\/incidents\/1$/)
    await page.getByRole('button', { name: EN.incident.actions.acknowledge }).click()
    await page.getByText('Taken by Ben Okafor').waitFor()
    // The internal one first: a portal that shows the second would show it as well.
    await writeNote(page, /only people at Nordlicht Automation/, FOR_US)
    await writeNote(page, /Brückner Pumpen reads it/, FOR_CLIENT)
    await portalSays(FOR_CLIENT)
    expect(await portalText()).not.toContain(FOR_US)
  })

  it('ends by itself with the next success', async () => {
    const { page, here, plant, ben } = world()
    await send(here.host, plant.apiKey, run('order-release', 'succeeded'))
    await comesUp(page, EN.incident.statuses.resolved)
    await portalSays(EN.portal.allMoving)
    expect((await mailTo(here, ben.email, 'incident-resolved')).html).toContain('INC-1')
    const [incident] = await rows('SELECT status, occurrences FROM incident WHERE tenant_id = $1', [here.tenantId])
    expect(incident).toEqual({ status: 'resolved', occurrences: 1 })
    const mails = await rows('SELECT 1 FROM mail_message WHERE tenant_id = $1 AND key LIKE $2', [
      here.tenantId,
      'incident-%',
    ])
    expect(mails).toHaveLength(2)
  })

  it('leaves an unbroken trail that the owner can check', async () => {
    const { here } = world()
    const page = await openPage(browser as Browser)
    const watched = await watch(page)
    await signIn(page, here, here.owner)
    await page.goto(`${here.origin}/audit`)
    await page.locator('td').getByText('incident.acknowledge').first().waitFor()
    await page.locator('td').getByText('incident.note').first().waitFor()
    await page.getByText(/entries shown are as written, unbroken/).waitFor()
    await page.getByRole('button', { name: EN.audit.verify }).click()
    await page.getByText(/the last meets the recorded end/).waitFor()
    expect(watched).toEqual(NOTHING)
  })

  it('broke nothing on the way', () => expect(seen).toEqual(NOTHING))
})

const YES = new RegExp(`^${EN.incidentWork.note.yes.split('{')[0]}`)

async function writeNote(page: Page, readers: RegExp, words: string): Promise<void> {
  const { note, noteBody, noteSave } = EN.incident.actions
  await page.getByRole('button', { name: note, exact: true }).click()
  await page.getByRole('radio', { name: readers }).check()
  await page.getByLabel(noteBody, { exact: true }).fill(words)
  const isInternal = readers.source.includes('only people')
  await page.getByRole('button', { name: isInternal ? noteSave : /^Publish/ }).click()
  // Who reads it is asked once more before it leaves the house.
  if (!isInternal) await page.getByRole('button', { name: YES }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.locator('main').getByText(words).waitFor()
}
