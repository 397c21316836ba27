import { itemsFor, type NoticeItem } from '@/domain/portal/notice'
import type { Severity } from '@/domain/subscriber/schema'
import type { Sql } from '@/infra/db'
import type { MailLocale } from '~/emails/_components/words'
import { portalNoticeMail } from '~/emails/portal-notice'
import { portalQuestionMail } from '~/emails/portal-question'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { loadFrame } from '../portal/frame'
import { personalToken } from '../subscriber/link'
import { type MailDraft, sendStored, storeMails } from './deliver'
import { loadFace } from './face'
import { portalAddress } from './links'

interface Reader {
  id: string
  email: string
  locale: MailLocale
  severity: Severity
  processIds: string[]
  askedAt: Date
}

const READER = `s.id, s.email, s.locale, s.severity, s.process_ids AS "processIds", s.asked_at AS "askedAt"`

async function loadPlace(sql: Sql, clientId: string) {
  const frame = await loadFrame(sql, clientId)
  const { brand, from } = await loadFace(sql, clientId)
  const [row] = await sql<{ isPublic: boolean; access: string }>(
    `SELECT c.portal_public AS "isPublic", coalesce(p.access, 'closed') AS access FROM client c
     LEFT JOIN portal p ON p.tenant_id = c.tenant_id AND p.client_id = c.id WHERE c.tenant_id = :tenant AND c.id = $1`,
    [clientId],
  )
  const base = (await portalAddress(sql, { id: clientId, slug: frame.slug })).replace(/\/$/, '')
  const isAddressKnown = row?.isPublic || row?.access === 'members'
  return {
    ...{ frame, base, brand, from },
    portalUrl: isAddressKnown ? `${base}/` : null,
    isOpen: row?.isPublic || row?.access !== 'closed',
  }
}
type Place = Awaited<ReturnType<typeof loadPlace>>

async function deliver(caller: Caller, drafts: readonly MailDraft[]): Promise<void> {
  if (drafts.length === 0) return
  await sealed(caller.scope, (sql, now) => storeMails(sql, now, drafts))
  await sendStored(
    caller,
    drafts.map(({ key }) => key),
  )
}

/** Asks an address whether it wants updates, once per time that somebody asked for them. */
export async function sendQuestion(caller: Caller, { subscriberId }: { subscriberId: string }): Promise<void> {
  const loaded = await sealed(caller.scope, async (sql) => {
    const [reader] = await sql<Reader & { clientId: string }>(
      `SELECT ${READER}, s.client_id AS "clientId" FROM subscriber s WHERE s.tenant_id = :tenant AND s.id = $1 AND s.confirmed_at IS NULL`,
      [subscriberId],
    )
    return reader ? { reader, place: await loadPlace(sql, reader.clientId) } : null
  })
  if (!loaded) return
  const { reader, place } = loaded
  const { frame, base, brand, from } = place
  const url = `${base}/updates/confirm/${personalToken(caller.scope.tenantId, reader.id)}?lang=${reader.locale}`
  const body = await portalQuestionMail({ brand, locale: reader.locale, client: frame.clientName, url })
  const key = `portal-question/${reader.askedAt.getTime()}/${reader.id}`
  await deliver(caller, [{ key, clientId: frame.clientId, from, to: reader.email, ...body }])
}

interface Notice {
  id: string
  clientId: string
  at: Date
  items: NoticeItem[]
}

async function draftOf(tenantId: string, notice: Notice, place: Place, reader: Reader): Promise<MailDraft | null> {
  const items = itemsFor(notice.items, reader)
  if (items.length === 0) return null
  const { frame, base, brand, from, portalUrl } = place
  const token = personalToken(tenantId, reader.id)
  const { clientName: client, city, zone } = frame
  const manageUrl = `${base}/updates/manage/${token}?lang=${reader.locale}`
  const body = await portalNoticeMail({ brand, locale: reader.locale, client, city, zone, items, portalUrl, manageUrl })
  const address = { from, to: reader.email, unsubscribeUrl: `${base}/updates/off/${token}` }
  return { key: `portal-notice/${notice.id}/${reader.id}`, clientId: notice.clientId, ...address, ...body }
}

/** Mails a notice to everybody who had confirmed before it and asked for something in it; once per notice and reader. */
export async function sendNotice(caller: Caller, { noticeId }: { noticeId: string }): Promise<void> {
  const loaded = await sealed(caller.scope, async (sql) => {
    const [notice] = await sql<Notice>(
      'SELECT n.id, n.client_id AS "clientId", n.at, n.items FROM portal_notice n WHERE n.tenant_id = :tenant AND n.id = $1',
      [noticeId],
    )
    if (!notice) return null
    const readers = await sql<Reader>(
      `SELECT ${READER} FROM subscriber s WHERE s.tenant_id = :tenant AND s.client_id = $1 AND s.confirmed_at <= $2 ORDER BY s.id`,
      [notice.clientId, notice.at],
    )
    return { notice, readers, place: await loadPlace(sql, notice.clientId) }
  })
  if (!loaded?.place.isOpen) return
  const { notice, readers, place } = loaded
  const drafts = await Promise.all(readers.map((reader) => draftOf(caller.scope.tenantId, notice, place, reader)))
  await deliver(
    caller,
    drafts.filter((draft) => draft !== null),
  )
}
