import { rows } from '../_database'
import { run, send } from '../_http'
import { linkIn, mailTo } from '../_mail'
import { until } from '../_until'
import type { Chapter } from './partner'

const FAILURE = {
  error: { class: 'RfcTimeout', message: 'SAP did not answer within 30 s', step: 'Read released orders' },
}

const standsAs = ({ here }: Chapter, status: string) =>
  until(`the incident is ${status}`, async () => {
    const found = await rows<{ status: string; by: string | null }>(
      'SELECT status::text, acknowledged_by AS by FROM incident WHERE tenant_id = $1 AND number = 1',
      [here.tenantId],
    )
    return found[0]?.status === status ? found[0] : null
  })

/** A run fails; the owner presses the one button of the mail's page, on a phone. */
export async function failAndTake(chapter: Chapter): Promise<void> {
  const { here, sender, phone, page, words } = chapter
  await send(here.host, sender.apiKey, run(sender.workflowKey, 'failed', FAILURE))
  await phone.goto(linkIn(await mailTo(here, here.owner.email, 'incident-opened'), '/ack/'))
  await phone.getByRole('button').click()
  await phone.getByText(words.onCall.ack.takenTitle).waitFor()
  await standsAs(chapter, 'acknowledged')
  await page.goto(`${here.origin}/incidents/1`)
  await page.getByText(here.owner.name).first().waitFor()
}

/** The next success ends it. */
export async function recover(chapter: Chapter): Promise<void> {
  const { here, sender, page, words } = chapter
  await send(here.host, sender.apiKey, run(sender.workflowKey, 'succeeded'))
  await standsAs(chapter, 'resolved')
  await page.goto(`${here.origin}/incidents/1`)
  await page.getByText(words.incident.statuses.resolved).first().waitFor()
}
