import { fill, mailLocale, mailWords, plantTime } from '~/emails/_components/words'
import type { ChannelMessage } from '../../channel/port'
import type { Caller } from '../../context'
import { sealed } from '../../effect/sealed'
import { loadStory } from './facts'

export interface ChannelNews {
  key: string
  event: 'trigger' | 'acknowledge' | 'resolve'
  incidentId: string
  /** who took it */
  by: string | null
}

/** What a channel is told of an incident, in the partner's language. */
export async function channelMessage(
  caller: Caller,
  { key, event, incidentId, by }: ChannelNews,
): Promise<ChannelMessage> {
  const story = await sealed(caller.scope, (sql) => loadStory(sql, incidentId))
  const { facts, title } = story
  const locale = mailLocale(story.partnerLocale)
  const words = mailWords(locale).incident
  const at = event === 'resolve' && story.resolvedAt ? story.resolvedAt : facts.openedAt
  const zone = facts.site?.zone ?? 'UTC'
  const heading = {
    trigger: title,
    acknowledge: fill(words.takenBy, { name: by ?? '', title }),
    resolve: fill(words.resolvedTitle, { title }),
  }
  return {
    key,
    event,
    dedupKey: incidentId,
    brand: facts.brand.name,
    locale,
    severity: facts.workflow.tier === 1 ? 'critical' : facts.workflow.tier === 2 ? 'error' : 'warning',
    title: heading[event],
    lines: [facts.impactNote ?? words.impactUnknown],
    facts: [
      { label: words.what, value: facts.workflow.name },
      { label: words.where, value: [facts.client, facts.site?.name].filter(Boolean).join(', ') },
      { label: words.since, value: plantTime(facts.openedAt, zone, locale) },
    ],
    url: facts.url,
    actions: [],
    at,
    source: facts.workflow.name,
    clientName: facts.client,
  }
}
