import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { PersonalLink } from './_components/personal-link'
import { fill, type MailLocale, mailWords, plantTime } from './_components/words'

export interface HostFailingProps {
  brand: MailBrand
  locale: MailLocale
  host: string
  /** what the DNS must show */
  record: { name: string; value: string }
  /** the host is given back then */
  until: Date
  url: string
}

/** The proof of a host is gone: what to put back, and by when. */
export function hostFailingMail({ brand, locale, host, record, until, url }: HostFailingProps): Promise<MailBody> {
  const words = mailWords(locale).host
  const facts = { host, name: record.name, value: record.value, until: plantTime(until, 'UTC', locale) }
  return mailBody(
    fill(words.subject, facts),
    <PersonalLink
      brand={brand}
      lang={locale}
      heading={fill(words.heading, facts)}
      paragraphs={[fill(words.body, facts), fill(words.record, facts)]}
      action={{ label: words.button, href: url }}
      footer={words.why}
    />,
  )
}
