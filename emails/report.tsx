import { report as de } from '@/ui/i18n/de/report'
import { report as en } from '@/ui/i18n/en/report'
import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { Action, Frame, Paragraph, Title } from './_components/frame'
import { fill, type MailLocale } from './_components/words'

export interface ReportMailProps {
  brand: MailBrand
  locale: MailLocale
  client: string
  /** YYYY-MM */
  month: string
  /** how long the link opens the file */
  days: number
  url: string
}

const wordsOf = (locale: MailLocale) => (locale === 'de' ? de : en).mail

function monthOf({ month, locale }: Pick<ReportMailProps, 'month' | 'locale'>): string {
  const parts = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', parts).format(new Date(`${month}-15T00:00:00Z`))
}

/** The month's report is there; one button opens it. */
function ReportMail(props: ReportMailProps) {
  const { brand, locale, client, days, url } = props
  const words = wordsOf(locale)
  const heading = fill(words.heading, { month: monthOf(props) })
  return (
    <Frame brand={brand} lang={locale} preview={heading} footer={fill(words.footer, { brand: brand.name, client })}>
      <Title>{heading}</Title>
      <Paragraph>{fill(words.body, { client })}</Paragraph>
      <Action href={url} brand={brand}>
        {words.open}
      </Action>
      <Paragraph>{fill(words.expires, { days })}</Paragraph>
    </Frame>
  )
}

export function reportMail(props: ReportMailProps): Promise<MailBody> {
  const { locale, client } = props
  return mailBody(fill(wordsOf(locale).subject, { client, month: monthOf(props) }), <ReportMail {...props} />)
}
