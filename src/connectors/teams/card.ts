import type { ChannelMessage } from '@/services/channel/port'

// Adaptive Card 1.4 for "Post to a channel when a webhook request is received" (Workflows)
const BYTES_MAX = 28 * 1024
const COLOR: Record<ChannelMessage['severity'], string> = {
  critical: 'attention',
  error: 'attention',
  warning: 'warning',
  info: 'default',
}
const MARK: Record<ChannelMessage['severity'], string> = { critical: '▲', error: '▲', warning: '◆', info: '●' }

/** Facts are read as Markdown: names stay names. */
function literal(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&')
}

/** Runs of text are never read as Markdown. */
function text(words: string, style: Record<string, unknown> = {}) {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: words, ...style }] }
}

function card(message: ChannelMessage, share: number) {
  const { event, severity, title, lines, facts, url, actions, brand, clientName, source, at, locale } = message
  const shortened = (words: string) => (share === 1 ? words : `${words.slice(0, Math.floor(words.length * share))}…`)
  const isOver = event === 'resolve'
  const mark = isOver ? '✓' : MARK[severity]
  const foot = [brand, clientName, source, at.toISOString()].filter((part) => part).join(' · ')
  const open = url ? [{ type: 'Action.OpenUrl', title: locale === 'de' ? 'Öffnen' : 'Open', url }] : []
  const more = actions
    .slice(0, 5)
    .map(({ label, url: to }) => ({ type: 'Action.OpenUrl', title: label.slice(0, 75), url: to }))
  const body = [
    text(`${mark} ${shortened(title)}`, { weight: 'bolder', size: 'medium', color: isOver ? 'good' : COLOR[severity] }),
    ...lines.slice(0, Math.ceil(lines.length * share)).map((line) => text(shortened(line))),
    ...(facts.length > 0
      ? [
          {
            type: 'FactSet',
            facts: facts.map(({ label, value }) => ({
              title: shortened(literal(label)),
              value: shortened(literal(value)),
            })),
          },
        ]
      : []),
    text(shortened(foot), { size: 'small', isSubtle: true }),
  ]
  const content = {
    ...{ $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4' },
    ...{ msteams: { width: 'Full' }, body, actions: [...open, ...more] },
  }
  // `contentUrl` must be there and null: without it the flow fails.
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }
  return JSON.stringify({ type: 'message', attachments: [attachment] })
}

/** The message as a card of at most 28 KB: what is too long is shortened, never left unsent. */
export function teamsBody(message: ChannelMessage): string {
  let share = 1
  let body = card(message, share)
  while (Buffer.byteLength(body) > BYTES_MAX) {
    share /= 2
    body = card(message, share)
  }
  return body
}
