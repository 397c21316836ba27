import type { Sql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { mailLocale, mailWords } from '~/emails/_components/words'
import { incidentOpenedMail } from '~/emails/incident-opened'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { type MailDraft, sendStored, storeMails } from './deliver'
import { factsFor, type IncidentStory, loadStory } from './incident-facts'
import { onDutyFor, type Recipient } from './recipients'

/** One mail per incident and person, whatever happens in between. */
export function openedKey(incidentId: string, userId: string): string {
  return `incident-opened/${incidentId}/${userId}`
}

async function draft(
  story: IncidentStory,
  incidentId: string,
  { userId, email, locale }: Recipient,
  isOnDuty: boolean,
): Promise<MailDraft> {
  const body = await incidentOpenedMail({ ...factsFor(story, locale), isOnDuty })
  return { key: openedKey(incidentId, userId), clientId: story.clientId, from: story.from, to: email, ...body }
}

/** Once per incident: the effect's row says whether the note stands already. */
const NOTE_NO_ONE = `
WITH first AS (
  INSERT INTO effect (tenant_id, key, outbox_id, created_at, result) VALUES (:tenant, 'no-one-on-duty/' || $1::uuid, $2, $3, '{}')
  ON CONFLICT DO NOTHING RETURNING key
)
INSERT INTO incident_note (tenant_id, id, client_id, incident_id, audience, author, body, created_at)
SELECT :tenant, $4::uuid, $5::uuid, $1::uuid, 'internal', 'system', $6, $3::timestamptz FROM first`

/** Still unresolved, and it stays so until the mails are stored: the end then knows whom to tell. */
async function isUnresolved(sql: Sql, incidentId: string): Promise<boolean> {
  const rows = await sql(
    `SELECT i.id FROM incident i WHERE i.tenant_id = :tenant AND i.id = $1 AND i.status <> 'resolved' FOR SHARE`,
    [incidentId],
  )
  return rows.length > 0
}

/** Tells those on duty that an incident opened; one that has ended meanwhile wakes nobody. */
export async function notifyIncidentOpened(
  caller: Caller,
  { incidentId, outboxId }: { incidentId: string; outboxId: string },
): Promise<void> {
  const { story, people, isOnDuty } = await sealed(caller.scope, async (sql, now) => {
    const story = await loadStory(sql, incidentId)
    return { story, ...(await onDutyFor(sql, story.clientId, now)) }
  })
  const drafts = await Promise.all(people.map((person) => draft(story, incidentId, person, isOnDuty)))
  await sealed(caller.scope, async (sql, now) => {
    if (!(await isUnresolved(sql, incidentId))) return
    await storeMails(sql, now, drafts)
    if (isOnDuty) return
    const words = mailWords(mailLocale(story.partnerLocale)).incident.noOneOnDuty
    await sql(NOTE_NO_ONE, [incidentId, outboxId, now, newId(), story.clientId, words])
  })
  await sendStored(
    caller,
    drafts.map(({ key }) => key),
  )
}
