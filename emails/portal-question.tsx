import { portal as de } from '@/ui/i18n/de/portal'
import { portal as en } from '@/ui/i18n/en/portal'
import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { PersonalLink } from './_components/personal-link'
import { fill, type MailLocale } from './_components/words'

export interface PortalQuestionProps {
  brand: MailBrand
  locale: MailLocale
  client: string
  url: string
}

/** Does this address want updates? The only mail that goes to one which has not said yes. */
export function PortalQuestion({ brand, locale, client, url }: PortalQuestionProps) {
  const words = (locale === 'de' ? de : en).mail
  return (
    <PersonalLink
      brand={brand}
      lang={locale}
      heading={fill(words.confirmHeading, { client })}
      paragraphs={[words.confirmBody]}
      action={{ label: words.confirmButton, href: url }}
      footer={words.confirmFooter}
    />
  )
}

export function portalQuestionMail(props: PortalQuestionProps): Promise<MailBody> {
  const words = (props.locale === 'de' ? de : en).mail
  return mailBody(fill(words.confirmSubject, { client: props.client }), <PortalQuestion {...props} />)
}
