import { proof as de } from '@/ui/i18n/de/proof'
import { proof as en } from '@/ui/i18n/en/proof'
import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { Fact, Frame, Paragraph, Title } from './_components/frame'
import { fill, type MailLocale } from './_components/words'

export interface CheckpointMailProps {
  brand: MailBrand
  locale: MailLocale
  number: number
  size: number
  digest: string
  fingerprint: string
  /** the canonical text that was signed */
  body: string
  signature: string
}

const wordsOf = (locale: MailLocale) => (locale === 'de' ? de : en).mail

/** Everything needed to check a checkpoint later, in words and as signed. */
export function CheckpointMail(props: CheckpointMailProps) {
  const { brand, locale, number, size, digest, fingerprint, body, signature } = props
  const words = wordsOf(locale)
  const heading = fill(words.heading, { number })
  return (
    <Frame brand={brand} lang={locale} preview={heading} footer={fill(words.footer, { brand: brand.name })}>
      <Title>{heading}</Title>
      <Paragraph>{fill(words.why, { size, brand: brand.name })}</Paragraph>
      <Fact label={words.digest} value={digest} detail={fill(words.digestDetail, { digest })} />
      <Fact label={words.key} value={fingerprint} detail={fill(words.keyDetail, { fingerprint })} />
      <Fact label={words.text} value={body} />
      <Fact label={words.signature} value={signature} />
    </Frame>
  )
}

export function checkpointMail(props: CheckpointMailProps): Promise<MailBody> {
  const { brand, locale, number } = props
  return mailBody(fill(wordsOf(locale).subject, { number, brand: brand.name }), <CheckpointMail {...props} />)
}
