import type { Sql } from '@/infra/db'
import { incidentResolvedMail } from '~/emails/incident-resolved'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { type MailDraft, sendStored, storeMails } from './deliver'
import { factsFor, type IncidentStory, loadStory } from './incident-facts'
import { openedKey } from './incident-opened'
import { type Recipient, stillAnswering } from './recipients'

/** Those who were told of the beginning; the keys of their mails name them. */
async function told(sql: Sql, incidentId: string): Promise<string[]> {
  const prefix = openedKey(incidentId, '')
  const rows = await sql<{ key: string }>(
    'SELECT m.key FROM mail_message m WHERE m.tenant_id = :tenant AND starts_with(m.key, $1) ORDER BY m.key',
    [prefix],
  )
  return rows.map(({ key }) => key.slice(prefix.length))
}

async function draft(
  story: IncidentStory,
  resolvedAt: Date,
  incidentId: string,
  { userId, email, locale }: Recipient,
): Promise<MailDraft> {
  const { resolvedBy, resolution } = story
  const body = await incidentResolvedMail({ ...factsFor(story, locale), resolvedAt, resolvedBy, resolution })
  return {
    key: `incident-resolved/${incidentId}/${userId}`,
    clientId: story.clientId,
    from: story.from,
    to: email,
    ...body,
  }
}

/** Tells the end to those who were told the beginning, as far as they still answer for the client. */
export async function notifyIncidentResolved(caller: Caller, { incidentId }: { incidentId: string }): Promise<void> {
  const { story, people } = await sealed(caller.scope, async (sql, now) => {
    const story = await loadStory(sql, incidentId)
    return { story, people: await stillAnswering(sql, story.clientId, await told(sql, incidentId), now) }
  })
  const { resolvedAt } = story
  if (!resolvedAt || people.length === 0) return
  const drafts = await Promise.all(people.map((person) => draft(story, resolvedAt, incidentId, person)))
  await sealed(caller.scope, (sql, now) => storeMails(sql, now, drafts))
  await sendStored(
    caller,
    drafts.map(({ key }) => key),
  )
}
