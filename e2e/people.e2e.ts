import { generate } from 'otplib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeededPlant } from '~/prisma/seed/plant'
import { EN, openBrowser, openPage, signIn, wordsOf } from './_browser'
import { rows } from './_database'
import { linkIn, mailTo } from './_mail'
import { NOTHING, watch } from './_watch'
import { BRUECKNER, join, LAKESHORE, leaveWorld, nordlicht, type Partner, plantOf, suedwerk } from './_world'

const PASSWORD = 'a night shift of its own'

describe('people come, see what is theirs, and go', () => {
  let [browser, here, rival]: [Browser?, Partner?, Partner?] = []
  let [ours, others, rivals]: [SeededPlant?, SeededPlant?, SeededPlant?] = []
  let [ada, cleo]: [Page?, Page?] = []

  const world = () => {
    if (!browser || !here || !rival || !ours || !others || !rivals || !ada || !cleo)
      throw new Error('the world is not there')
    return { browser, here, rival, ours, others, rivals, ada, cleo, email: `cleo@${here.host}.example` }
  }
  const statusOf = async (page: Page, path: string) => (await page.goto(`${here?.origin}${path}`))?.status()

  beforeAll(async () => {
    here = await nordlicht()
    rival = await suedwerk()
    ours = await plantOf(here, BRUECKNER)
    others = await plantOf(here, LAKESHORE)
    rivals = await plantOf(rival, LAKESHORE)
    browser = await openBrowser()
    ada = await openPage(browser)
    cleo = await openPage(browser)
    await signIn(ada, here, here.owner)
  })
  afterAll(async () => {
    await browser?.close()
    await leaveWorld()
  })

  it('invites a plant manager to one client; she follows the mail and is in', async () => {
    const { browser, here, ada, cleo, email } = world()
    const { invite, roles } = EN.members
    await ada.goto(`${here.origin}/settings/members`)
    await ada.getByRole('button', { name: invite.action }).click()
    await ada.getByLabel(invite.email, { exact: true }).fill(email)
    await ada.getByLabel(invite.role, { exact: true }).selectOption({ label: roles.client_plant })
    await ada.getByRole('radio', { name: invite.some }).check()
    await ada.getByRole('checkbox', { name: BRUECKNER.name }).check()
    await ada.getByRole('button', { name: invite.send }).click()
    await ada.getByText(email).first().waitFor()

    const mail = await mailTo(here, email, 'invitation')
    await cleo.goto(linkIn(mail, '/invitation/'))
    await cleo.getByRole('heading', { name: 'Join Nordlicht Automation' }).waitFor()
    await cleo.getByLabel(EN.auth.invitation.name, { exact: true }).fill('Cleo Albrecht')
    await cleo.getByRole('button', { name: EN.auth.invitation.accept }).click()
    await cleo.waitForURL(`${here.origin}/`)
    // Used up: the same link opens nothing a second time.
    const stranger = await openPage(browser)
    await stranger.goto(linkIn(mail, '/invitation/'))
    await stranger.getByText(EN.auth.invitation.gone).waitFor()
  })

  it('shows her her own client and nothing of the others', async () => {
    const { here, others, rivals, cleo } = world()
    await cleo.goto(here.origin)
    await cleo.getByText(BRUECKNER.name).first().waitFor()
    for (const path of ['/', '/workflows', '/incidents', '/expectations', '/board.csv']) {
      const [status, text] = await cleo.evaluate(async (url) => {
        const response = await fetch(url)
        return [response.status, await response.text()] as const
      }, path)
      expect([path, status, text.includes(LAKESHORE.name)]).toEqual([path, 200, false])
    }
    expect(await statusOf(cleo, `/clients/${BRUECKNER.slug}`)).toBe(200)
    const [theirs] = [...others.workflowIds.values()]
    const [foreign] = [...rivals.workflowIds.values()]
    const closed = [
      `/clients/${LAKESHORE.slug}`,
      `/workflows/${theirs}`,
      `/workflows/${foreign}`,
      '/incidents/1',
      '/audit',
      '/mailbox',
    ]
    const settings = ['/settings/brand', '/settings/members', '/settings/keys']
    for (const path of [...closed, ...settings]) expect([path, await statusOf(cleo, path)]).toEqual([path, 404])
  })

  it('sends her to the sign-in page with the first click after her access ended', async () => {
    const { here, ada, cleo, email } = world()
    const { revoke } = EN.members
    await cleo.goto(here.origin)
    const session = await cleo.context().cookies()
    await ada.goto(`${here.origin}/settings/members`)
    await ada.getByRole('button', { name: `${revoke.action}: Cleo Albrecht` }).click()
    const confirm = ada.getByRole('dialog').getByRole('button', { name: revoke.confirm, exact: true })
    expect(await confirm.isEnabled()).toBe(false)
    await ada.getByLabel('Type the name Cleo Albrecht').fill('Cleo Albrecht')
    await confirm.click()
    await ada.getByText('Cleo Albrecht has no access any more.').waitFor()

    await cleo.getByRole('link', { name: EN.nav.places.workflows }).first().click()
    await cleo.waitForURL(/\/sign-in/)
    await cleo.context().addCookies(session)
    await cleo.goto(here.origin)
    expect(new URL(cleo.url()).pathname).toBe('/sign-in')
    expect(
      await rows(
        'SELECT 1 FROM session s JOIN user_account u ON u.id = s.user_id WHERE u.email = $1 AND s.revoked_at IS NULL',
        [email],
      ),
    ).toEqual([])
  })

  it('lets a member in with password and code, and ends another of her sessions from there', async () => {
    const { browser, here } = world()
    const mara = await join(here, { name: 'Mara Lindqvist', role: 'partner_operator', password: PASSWORD })
    const phone = await openPage(browser)
    const seen = await watch(phone)
    await enter(phone, here, mara.email)
    await phone.waitForURL(`${here.origin}/`)
    const secret = await turnOnSecondFactor(phone, here)

    const desk = await openPage(browser)
    await enter(desk, here, mara.email)
    const code = desk.getByLabel(EN.auth.signIn.code)
    await code.waitFor()
    await code.fill('000000')
    await desk.getByRole('button', { name: EN.auth.signIn.enter }).click()
    await desk.getByText(EN.auth.errors.code).waitFor()
    // The code that turned the factor on is used up; the next step's is not.
    await code.fill(await generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 }))
    await desk.getByRole('button', { name: EN.auth.signIn.enter }).click()
    await desk.waitForURL(`${here.origin}/`)

    await desk.goto(`${here.origin}/settings/you`)
    await desk.getByText(EN.settings.you.ways['password+totp']).waitFor()
    await desk.getByRole('button', { name: /^End the session of/ }).click()
    await desk.getByText(EN.settings.you.sessionEnded).waitFor()
    await phone.getByRole('link', { name: EN.nav.places.workflows }).first().click()
    await phone.waitForURL(/\/sign-in/)
    expect(seen).toEqual(NOTHING)
  })
})

async function enter(page: Page, here: Partner, email: string): Promise<void> {
  const words = EN.auth.signIn
  await page.goto(`${here.origin}/sign-in?way=password`)
  await page.getByLabel(words.email, { exact: true }).fill(email)
  await page.getByLabel(words.password, { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: words.enter }).click()
}

/** Scans (here: reads) the key and confirms with its first code. */
async function turnOnSecondFactor(page: Page, here: Partner): Promise<string> {
  const words = EN.settings.you
  await page.goto(`${here.origin}/settings/you`)
  await page.getByRole('button', { name: words.totpStart }).click()
  const secret = await wordsOf(page.locator('code'))
  await page.getByLabel(words.totpCode).fill(await generate({ secret }))
  await page.getByRole('button', { name: words.totpConfirm }).click()
  await page.getByText(words.totpEnabled).waitFor()
  return secret
}
