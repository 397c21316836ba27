import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comesUp, EN, openBrowser, openPage, signIn, wordsOf } from './_browser'
import { rows } from './_database'
import { ask, run, send } from './_http'
import { NOTHING, type Watched, watch } from './_watch'
import { BRUECKNER, leaveWorld, nordlicht, type Partner, plantOf } from './_world'

const KEY = 'pallet-labels'
const NAME = 'Pallet labels'

describe('an automation nobody has announced', () => {
  let [browser, here, page]: [Browser?, Partner?, Page?] = []
  let secret = ''
  let seen: Watched

  const world = () => {
    if (!here || !page) throw new Error('the world is not there')
    return { here, page }
  }
  const workflow = async () => {
    const { here } = world()
    const [row] = await rows<{ id: string; lifecycle: string; name: string }>(
      'SELECT id, lifecycle, name FROM workflow WHERE tenant_id = $1 AND key = $2',
      [here.tenantId, KEY],
    )
    return row
  }

  beforeAll(async () => {
    here = await nordlicht()
    await plantOf(here, BRUECKNER)
    browser = await openBrowser()
    page = await openPage(browser)
    seen = await watch(page)
    await signIn(page, here, here.owner)
  })
  afterAll(async () => {
    await browser?.close()
    await leaveWorld()
  })

  it('gets a key on the settings page, shown once', async () => {
    const { here, page } = world()
    const { createApi, made } = EN.keys
    await page.goto(`${here.origin}/settings/keys`)
    await page.getByRole('button', { name: createApi.action }).click()
    await page.getByLabel(createApi.sourceName).fill('Label printer')
    await page.getByLabel(createApi.name, { exact: true }).fill('Label printer at dock 3')
    await page.getByRole('button', { name: createApi.create }).click()
    await page.getByText(made.title).waitFor()
    secret = await wordsOf(page.getByRole('dialog').locator('code'))
    expect(secret).toMatch(/^ak_\w+_\w+$/)
    await page.getByRole('button', { name: made.done }).click()
    await page.getByText('Label printer at dock 3').waitFor()
    await page.reload()
    expect(await page.content()).not.toContain(secret)
    const stored = await rows('SELECT 1 FROM api_key WHERE tenant_id = $1 AND secret_hash = $2', [
      here.tenantId,
      secret,
    ])
    expect(stored).toEqual([])
  })

  it('registers itself with its first event and waits to be claimed', async () => {
    const { here, page } = world()
    const forged = await ask(here.host, '/api/v1/events', {
      headers: { authorization: `Bearer ${secret.slice(0, -1)}x` },
      body: run(KEY, 'succeeded'),
    })
    expect(forged.status).toBe(401)
    expect(await workflow()).toBeUndefined()
    await send(here.host, secret, run(KEY, 'succeeded'))
    expect(await workflow()).toMatchObject({ lifecycle: 'unclaimed', name: KEY })
    await page.goto(here.origin)
    await comesUp(page, /nobody has claimed/)
    await page.goto(`${here.origin}/workflows?lifecycle=unclaimed`)
    await page.getByRole('link', { name: KEY }).first().click()
    await page.waitForURL(/\/workflows\/[0-9a-f-]{36}$/)
    await page.getByText(EN.workflow.claimHint).waitFor()
  })

  it('is claimed with plant, process and words of the plant', async () => {
    const { page } = world()
    const words = EN.registry.workflow
    await page.getByRole('link', { name: EN.workflow.claim, exact: true }).click()
    await page.getByRole('heading', { name: `Claim ${KEY}` }).waitFor()
    await page.getByLabel(words.name, { exact: true }).fill(NAME)
    await page.getByLabel(words.tier, { exact: true }).selectOption({ label: words.tiers.t1 })
    await page.getByLabel(words.site, { exact: true }).selectOption({ label: BRUECKNER.site.name })
    await page.getByLabel(words.process, { exact: true }).selectOption({ label: EN.registry.newEntry })
    await page.getByLabel(words.processName).fill('Labelling')
    await page.getByLabel(words.portalPhrase).fill('Pallets get their labels')
    await page.getByLabel(words.impact).fill('The truck waits')
    await page.getByRole('button', { name: words.claim, exact: true }).click()
    await page.getByText(`${NAME} is claimed.`).waitFor()
    expect(await workflow()).toMatchObject({ lifecycle: 'live', name: NAME })
  })

  it('is expected from now on, and stands in the portal', async () => {
    const { here, page } = world()
    const words = EN.registry.rule
    await page.getByLabel(words.kind, { exact: true }).selectOption({ label: EN.expectation.form.kinds.cron })
    await page.getByLabel(words.cron, { exact: true }).fill('61 * * * *')
    expect(await page.getByRole('button', { name: words.create }).isDisabled()).toBe(true)
    await page.getByLabel(words.cron, { exact: true }).fill('*/15 * * * *')
    await page.getByText(words.next).first().waitFor()
    await page.getByRole('button', { name: words.create }).click()
    await page.getByText(/^Expected: next due/).waitFor()
    const rules = await rows(
      'SELECT e.cron, e.zone FROM expectation e JOIN workflow w ON w.tenant_id = e.tenant_id AND w.id = e.workflow_id WHERE w.key = $1 AND w.tenant_id = $2',
      [KEY, here.tenantId],
    )
    expect(rules).toEqual([{ cron: '*/15 * * * *', zone: 'Europe/Berlin' }])
    await page.goto(`${here.origin}/expectations`)
    await page.getByText(NAME).first().waitFor()
    const portal = await ask(here.host, `/portal/${BRUECKNER.slug}`)
    expect(portal.body).toContain('Pallets get their labels')
    expect(seen).toEqual(NOTHING)
  })
})
