import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { PersonalLink } from './_components/personal-link'
import { fill, type MailLocale, mailWords, plantTime } from './_components/words'

export interface InvitationProps {
  brand: MailBrand
  locale: MailLocale
  url: string
  inviter: string
  /** the role in the reader's words */
  role: string
  /** names of the clients the person will see; null = all of them */
  clients: readonly string[] | null
  expiresAt: Date
}

/** Asks one person to join the partner. */
export function Invitation({ brand, locale, url, inviter, role, clients, expiresAt }: InvitationProps) {
  const words = mailWords(locale).invitation
  const reach = clients === null ? words.reachAll : fill(words.reachSome, { clients: clients.join(', ') })
  return (
    <PersonalLink
      brand={brand}
      lang={locale}
      heading={fill(words.heading, { brand: brand.name })}
      paragraphs={[fill(words.body, { inviter, role }), reach]}
      action={{ label: words.button, href: url }}
      footer={fill(words.until, { until: plantTime(expiresAt, 'UTC', locale) })}
    />
  )
}

export function invitationMail(props: InvitationProps): Promise<MailBody> {
  return mailBody(
    fill(mailWords(props.locale).invitation.subject, { inviter: props.inviter, brand: props.brand.name }),
    <Invitation {...props} />,
  )
}
