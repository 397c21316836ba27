import type { Locator, Page } from 'playwright-core'
import type { getMessages } from '@/ui/i18n/catalogue'
import { wordsOf } from '../_browser'
import type { Hand } from '../measure/hand'

/** Somebody's first hour: who walks it, in which language, on which server. */
export interface Walk {
  page: Page
  hand: Hand
  words: ReturnType<typeof getMessages>
  /** of the program that keeps the mails of people who sign up */
  port: string
  company: string
  client: string
}

/** What a shell needs to send more of the same. */
export interface Sender {
  apiKey: string
  workflowKey: string
}

/** A sentence of the catalogue after its last name or number. */
const rest = (words: string) => words.split('}').at(-1) ?? words

const buttonOf =
  ({ page }: Walk) =>
  (name: string): Locator =>
    page.getByRole('button', { name, exact: true })

export const ownerMail = ({ company }: Pick<Walk, 'company'>) => `ada@${company.replace(' ', '').toLowerCase()}.example`

/** The command on the screen, as a shell would run it: its address, its key, its body. */
async function runCommand(command: string, port: string): Promise<Sender> {
  const [, apiKey = ''] = /Bearer (ak_[\w-]+)/.exec(command) ?? []
  const [, path] = /http:\/\/[^/]+(\/\S+)/.exec(command) ?? []
  const [, body = ''] = /-d '(\{[\s\S]*\})'/.exec(command) ?? []
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: body.replaceAll(`'$now'`, new Date().toISOString()),
  })
  if (reply.status !== 202) throw new Error(`the command on the screen was answered with ${reply.status}`)
  const [, workflowKey = ''] = /"workflow":\s*"([^"]+)"/.exec(body) ?? []
  return { apiKey, workflowKey }
}

/** From the front page to a console of one's own. */
export async function signUp(walk: Walk): Promise<void> {
  const { page, hand, words, port, company } = walk
  const [JOIN, button] = [words.signUp, buttonOf(walk)]
  await page.goto(`http://localhost:${port}/`)
  await hand.press(page.getByRole('link', { name: JOIN.title }).first())
  await hand.type(page.getByLabel(JOIN.email), ownerMail(walk))
  await hand.type(page.getByLabel(JOIN.personName), 'Ada Brandt')
  await hand.type(page.getByLabel(JOIN.partnerName), company)
  await page.getByText(rest(JOIN.addresses.free)).waitFor()
  await hand.read(page)
  await hand.press(button(JOIN.send))
  await page.getByText(JOIN.sent.title).waitFor()
  await hand.press(page.getByRole('link', { name: JOIN.sent.demo }))
  const link = page.frameLocator('iframe').first().getByRole('link').first()
  await hand.read(page)
  const opened = page.context().waitForEvent('page')
  await hand.press(link)
  // The window that is watched goes on; opening the link uses nothing up.
  const mailed = await opened
  await page.goto(mailed.url())
  await mailed.close()
  await hand.type(page.getByLabel(JOIN.confirm.password), 'correct horse battery')
  await hand.read(page)
  await hand.press(button(JOIN.confirm.create))
  await page.waitForURL(/sign-in/)
  await hand.press(button(words.auth.link.enter))
  await page.waitForURL(/\/start/)
}

/** Names a client, its plant and a way in, and sees the first run come. */
export async function takeClientIn(walk: Walk): Promise<Sender> {
  const { page, hand, words, port, client } = walk
  const [START, button] = [words.start, buttonOf(walk)]
  await hand.read(page)
  await hand.press(button(START.brand.keep))
  await hand.type(page.getByLabel(START.client.name), client)
  await hand.read(page)
  await hand.press(button(START.client.create))
  await hand.type(page.getByLabel(START.site.city), 'Chicago')
  await hand.read(page)
  const zone = await page.getByLabel(START.site.zone).inputValue()
  if (zone !== 'America/Chicago') throw new Error(`Chicago is not in ${zone}`)
  await hand.press(button(START.site.create))
  await button(START.source.make).waitFor()
  await hand.read(page)
  await hand.press(button(START.source.make))
  await page.getByText(START.source.once).waitFor()
  const command = await wordsOf(page.locator('code', { hasText: 'curl' }))
  await hand.read(page)
  // Copied, then pasted into a shell.
  await hand.press(button(START.source.copy).last())
  const sender = await runCommand(command, port)
  const registered = page.getByText(rest(START.event.claimTitle))
  await registered.waitFor()
  await hand.type(page.getByLabel(START.event.claimName), 'Order release')
  await hand.read(page)
  await hand.press(button(START.event.claim))
  await registered.waitFor({ state: 'hidden' })
  await hand.read(page)
  return sender
}

/** Weighs the automation, promises something for it, and opens the client's portal. */
export async function promiseAndOpen(walk: Walk): Promise<void> {
  const { page, hand, words, client } = walk
  const [START, button] = [words.start, buttonOf(walk)]
  const interview = new RegExp(START.steps.interview.replace('?', '\\?'))
  await hand.press(page.getByRole('link', { name: interview }).first())
  await button(START.interview.save).waitFor()
  await hand.read(page)
  for (const question of await page.locator('fieldset fieldset').all())
    await hand.press(question.getByRole('radio').nth(2))
  await hand.press(button(START.interview.save))
  await button(START.promise.accept).waitFor()
  await hand.read(page)
  await hand.press(button(START.promise.accept))
  await button(START.portal.open).waitFor()
  await hand.read(page)
  await hand.press(button(START.portal.open))
  await page.getByRole('link', { name: START.portal.go }).waitFor()
  await page.frameLocator('iframe').first().getByText(client).first().waitFor()
  await hand.read(page)
  await hand.press(button(START.portal.keep))
  await page.getByText(START.finished.replace('{client}', client)).waitFor()
}
