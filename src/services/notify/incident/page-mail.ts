import type { Sql } from '@/infra/db'
import { incidentBundleMail } from '~/emails/incident-bundle'
import { incidentOpenedMail } from '~/emails/incident-opened'
import { incidentResolvedMail } from '~/emails/incident-resolved'
import type { Addressee } from '../../page/addressee'
import type { PageKind, QueuedNews } from '../../page/news'
import type { MailDraft } from '../deliver'
import { loadFace } from '../face'
import { originOfPartner, pages } from '../links'
import { factsFor, loadStory } from './facts'

interface PageContent {
  kind: PageKind
  lines: readonly QueuedNews[]
  whom: Addressee
  /** opens "I have it"; null where there is nothing to take */
  token: string | null
}

type Draft = Omit<MailDraft, 'key'>

async function draftOne(sql: Sql, line: QueuedNews, { whom, token }: PageContent): Promise<Draft> {
  const story = await loadStory(sql, line.incidentId)
  const { from, clientId, resolvedAt, resolvedBy, resolution } = story
  const facts = factsFor(story, whom.locale)
  const why = line.why === 'duty' || line.why === 'owner' ? line.why : 'call'
  const ackUrl = token && pages.ack(await originOfPartner(sql), token)
  const body =
    ackUrl || !resolvedAt
      ? await incidentOpenedMail({ ...facts, why, ackUrl })
      : await incidentResolvedMail({ ...facts, resolvedAt, resolvedBy, resolution })
  return { clientId, from, to: whom.email, ...body }
}

async function draftMany(sql: Sql, { kind, lines, whom, token }: PageContent): Promise<Draft> {
  const { brand, from, origin } = await loadFace(sql)
  const body = await incidentBundleMail({
    brand,
    locale: whom.locale,
    kind,
    lines: lines.map(({ number, title, client, openedAt, resolvedAt, zone }) => ({
      number: `INC-${number}`,
      title,
      client,
      at: kind === 'notice' && resolvedAt ? resolvedAt : openedAt,
      zone: zone ?? 'UTC',
      url: pages.incident(origin, number),
    })),
    url: `${origin}/incidents`,
    ackUrl: token && pages.ack(origin, token),
  })
  const clients = [...new Set(lines.map(({ clientId }) => clientId))]
  // A mail about several clients is the partner's own.
  const clientId = clients.length === 1 ? (clients[0] ?? null) : null
  return { clientId, from, to: whom.email, ...body }
}

/** The words of a message to one person: about one incident in full, about several as a list. */
export function draftPage(sql: Sql, content: PageContent): Promise<Draft> {
  const [first, second] = content.lines
  return first && !second ? draftOne(sql, first, content) : draftMany(sql, content)
}
