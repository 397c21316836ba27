import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { getMessages } from '@/ui/i18n/catalogue'
import { rows } from './_database'
import { CHROMIUM } from './_env'
import { until } from './_until'
import type { Partner, Person } from './_world'

/** Words of the screens, so that a journey says what it presses and not how it is spelled. */
export const EN = getMessages('en')
export const DE = getMessages('de')

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--host-resolver-rules=MAP *.localhost 127.0.0.1',
]

/** The system's Chromium, one for a whole file. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: ARGS })
}

/** A person's own window: nothing is shared with the others. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: DESK, locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options })
  context.setDefaultTimeout(20_000)
  return context.newPage()
}

interface Mail {
  subject: string
  html: string
}

/** Waits for the newest mail to somebody whose subject fits. */
export function mailTo({ tenantId }: Partner, email: string, key: string): Promise<Mail> {
  return until(`a mail "${key}" to ${email}`, async () => {
    const found = await rows<Mail>(
      'SELECT subject, html FROM mail_message WHERE tenant_id = $1 AND to_addr = $2 AND key LIKE $3 ORDER BY created_at DESC LIMIT 1',
      [tenantId, email, `${key}/%`],
    )
    return found[0]
  })
}

/** The first address in a mail that leads to `path`. */
export function linkIn({ html }: Mail, path: string): string {
  const [, href] = new RegExp(`href="([^"]*${path}[^"]*)"`).exec(html) ?? []
  if (!href) throw new Error(`The mail leads nowhere to ${path}`)
  return href
}

/** Asks for a link on the sign-in page, takes it out of the mail and confirms. Ends on the board. */
export async function signIn(page: Page, where: Partner, { email }: Pick<Person, 'email'>): Promise<void> {
  await page.goto(`${where.origin}/sign-in`)
  await page.getByLabel(EN.auth.signIn.email, { exact: true }).fill(email)
  await page.getByRole('button', { name: EN.auth.signIn.sendLink }).click()
  await page.getByText(EN.auth.sent.title).waitFor()
  await page.goto(linkIn(await mailTo(where, email, 'sign-in'), '/sign-in/'))
  await page.getByRole('button', { name: EN.auth.link.enter }).click()
  await page.waitForURL(`${where.origin}/`)
}

/** Loads the page again until the text is there. */
export function comesUp(page: Page, text: string | RegExp): Promise<true> {
  return until(`"${text}" on ${page.url()}`, async () => {
    if ((await page.getByText(text).count()) > 0) return true
    await page.reload()
    return null
  })
}

/** The words of a part of the page. */
export async function wordsOf(part: Locator): Promise<string> {
  return (await part.first().textContent()) ?? ''
}
