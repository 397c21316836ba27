import type { ChannelMessage } from '@/services/channel/port'

// Events API v2: https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
const [SUMMARY_MAX, DEDUP_MAX, SOURCE_MAX] = [1024, 255, 255]

export type Action = 'trigger' | 'acknowledge' | 'resolve'

/** One event; acknowledge and resolve need only the key of what they end. */
export function pagerDutyBody(routingKey: string, action: Action, message: ChannelMessage): string {
  const { dedupKey, title, source, severity, at, clientName, brand, facts, lines, url, actions } = message
  const base = { routing_key: routingKey, event_action: action, dedup_key: dedupKey.slice(0, DEDUP_MAX) }
  if (action !== 'trigger') return JSON.stringify(base)
  const details = Object.fromEntries(facts.slice(0, 30).map(({ label, value }) => [label, value]))
  return JSON.stringify({
    ...base,
    client: brand,
    ...(url && { client_url: url }),
    payload: {
      ...{ summary: title.slice(0, SUMMARY_MAX), source: (source || brand).slice(0, SOURCE_MAX), severity },
      ...{ timestamp: at.toISOString(), ...(clientName && { group: clientName }) },
      custom_details: { ...details, ...(lines.length > 0 && { text: lines.join('\n').slice(0, 8000) }) },
    },
    links: [
      ...(url ? [{ href: url, text: title.slice(0, 200) }] : []),
      ...actions.map((each) => ({ href: each.url, text: each.label })),
    ],
  })
}
