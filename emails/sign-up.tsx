import { type MailBody, mailBody } from './_components/body'
import { mailBrand } from './_components/brand'
import { PersonalLink } from './_components/personal-link'
import { fill, type MailLocale, mailWords } from './_components/words'

export interface SignUpProps {
  locale: MailLocale
  partner: string
  url: string
  hours: number
}

/** The platform's own mails carry the name that the reader gave; nobody else's brand stands for it yet. */
const NEUTRAL = '#2a3036'

/** Proves the address of somebody who wants to be a partner. */
export function SignUp({ locale, partner, url, hours }: SignUpProps) {
  const words = mailWords(locale).signUp
  return (
    <PersonalLink
      brand={mailBrand(partner, NEUTRAL)}
      lang={locale}
      heading={fill(words.heading, { partner })}
      paragraphs={[fill(words.body, { hours })]}
      action={{ label: words.button, href: url }}
      footer={words.notYou}
    />
  )
}

export function signUpMail(props: SignUpProps): Promise<MailBody> {
  return mailBody(fill(mailWords(props.locale).signUp.subject, { partner: props.partner }), <SignUp {...props} />)
}
