import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { getMessages } from '@/ui/i18n/catalogue'
import { CHROMIUM } from './_env'
import { linkIn, mailTo } from './_mail'
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

/** Asks for a link on the sign-in page, takes it out of the mail and confirms. Ends on the board. */
export async function signIn(
  page: Page,
  where: Partner,
  { email }: Pick<Person, 'email'>,
  { auth } = EN,
): Promise<void> {
  await page.goto(`${where.origin}/sign-in`)
  await page.getByLabel(auth.signIn.email, { exact: true }).fill(email)
  await page.getByRole('button', { name: auth.signIn.sendLink }).click()
  await page.getByText(auth.sent.title).waitFor()
  await page.goto(linkIn(await mailTo(where, email, 'sign-in'), '/sign-in/'))
  await page.getByRole('button', { name: auth.link.enter }).click()
  // The program that wrote the mail may be another one than was asked: same host, its own port.
  await page.waitForURL(({ hostname, pathname }) => hostname === where.host && pathname === '/')
}

/** Loads the page again until the text is there. */
export function comesUp(page: Page, text: string | RegExp, limitMs?: number): Promise<true> {
  const look = async () => {
    if ((await page.getByText(text).count()) > 0) return true
    await page.reload()
    return null
  }
  return until(`"${text}" on ${page.url()}`, look, limitMs)
}

/** The words of a part of the page. */
export async function wordsOf(part: Locator): Promise<string> {
  return (await part.first().textContent()) ?? ''
}
