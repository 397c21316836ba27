import { webhook as de } from '@/ui/i18n/de/webhook'
import { webhook as en } from '@/ui/i18n/en/webhook'
import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { Action, Fact, Frame, Paragraph, Title } from './_components/frame'
import { fill, type MailLocale } from './_components/words'

export interface WebhookDisabledProps {
  brand: MailBrand
  locale: MailLocale
  name: string
  reason: 'gone' | 'exhausted'
  address: string
  problem: string | null
  url: string
}

/** An endpoint that nothing is sent to any more. */
export function webhookDisabledMail(props: WebhookDisabledProps): Promise<MailBody> {
  const { brand, locale, name, reason, address, problem, url } = props
  const words = (locale === 'de' ? de : en).mail
  const heading = fill(words.heading, { name })
  return mailBody(
    fill(words.subject, { name }),
    <Frame brand={brand} lang={locale} preview={heading} footer={fill(words.footer, { brand: brand.name })}>
      <Title>{heading}</Title>
      <Paragraph>{words[reason]}</Paragraph>
      <Fact label={words.url} value={address} />
      {problem ? <Fact label={words.problem} value={problem} /> : null}
      <Paragraph>{words.what}</Paragraph>
      <Action brand={brand} href={url}>
        {words.button}
      </Action>
    </Frame>,
  )
}
