import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { Action, Fact, Frame, Paragraph, Title } from './_components/frame'

export interface ChannelMailProps {
  brand: MailBrand
  locale: string
  title: string
  lines: readonly string[]
  facts: readonly { label: string; value: string }[]
  actions: readonly { label: string; url: string }[]
  footer: string
}

/** A channel's message for a shared mailbox; its words are made by whoever sends it. */
export function channelMail(props: ChannelMailProps): Promise<MailBody> {
  const { brand, locale, title, lines, facts, actions, footer } = props
  return mailBody(
    title,
    <Frame brand={brand} lang={locale} preview={title} footer={footer}>
      <Title>{title}</Title>
      {lines.map((line) => (
        <Paragraph key={line}>{line}</Paragraph>
      ))}
      {facts.map(({ label, value }) => (
        <Fact key={label} label={label} value={value} />
      ))}
      {actions.map(({ label, url }) => (
        <Action key={url} brand={brand} href={url}>
          {label}
        </Action>
      ))}
    </Frame>,
  )
}
