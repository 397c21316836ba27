import type { ChannelMessage } from '@/services/channel/port'

// Block Kit of incoming webhooks: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
const [SECTION_MAX, FIELD_MAX, BUTTON_MAX] = [3000, 2000, 75]
const [FIELDS, BUTTONS] = [10, 5]

const MARK: Record<ChannelMessage['severity'], string> = { critical: '▲', error: '▲', warning: '◆', info: '●' }

/** Slack's three control characters; without this a name could mention a whole channel. */
function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Cut before it is escaped, so that no entity is cut in half; five is the longest entity. */
function cut(text: string, most: number): string {
  const safe = plain(text)
  return safe.length <= most ? safe : `${plain(text.slice(0, Math.floor(most / 5) - 1))}…`
}

function headline({ event, severity, title }: ChannelMessage): string {
  return `${event === 'resolve' ? '✓' : MARK[severity]} ${title}`
}

/** The message as blocks, with a plain text for notifications. */
export function slackBody(message: ChannelMessage): string {
  const { lines, facts, url, actions, brand, clientName, source, at } = message
  const title = cut(headline(message), 1000)
  const link = url ? `<${encodeURI(decodeURI(url)).replaceAll('|', '%7C').replaceAll('>', '%3E')}|${title}>` : title
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
  const fields = facts.slice(0, FIELDS).map(({ label, value }) => ({
    ...{ type: 'mrkdwn', text: `*${cut(label, 200)}*\n${cut(value, FIELD_MAX - 300)}` },
  }))
  const buttons = actions.slice(0, BUTTONS).map(({ label, url: to }) => ({
    ...{ type: 'button', url: to, text: { type: 'plain_text', text: label.slice(0, BUTTON_MAX) } },
  }))
  const foot = [brand, clientName, source, at.toISOString()].filter((part) => part).join(' · ')
  return JSON.stringify({
    text: title,
    blocks: [
      section(`*${link}*`),
      ...(lines.length > 0 ? [section(cut(lines.join('\n'), SECTION_MAX))] : []),
      ...(fields.length > 0 ? [{ type: 'section', fields }] : []),
      ...(buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : []),
      { type: 'context', elements: [{ type: 'mrkdwn', text: cut(foot, 1000) }] },
    ],
  })
}
