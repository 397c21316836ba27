import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { PersonalLink } from './_components/personal-link'
import { fill, type MailLocale, mailWords } from './_components/words'

export interface SignInLinkProps {
  brand: MailBrand
  locale: MailLocale
  url: string
  minutes: number
}

/** Signs one person in, once. */
export function SignInLink({ brand, locale, url, minutes }: SignInLinkProps) {
  const words = mailWords(locale).signIn
  return (
    <PersonalLink
      brand={brand}
      lang={locale}
      heading={fill(words.heading, { brand: brand.name })}
      paragraphs={[fill(words.body, { minutes })]}
      action={{ label: words.button, href: url }}
      footer={words.notYou}
    />
  )
}

export function signInLinkMail(props: SignInLinkProps): Promise<MailBody> {
  return mailBody(fill(mailWords(props.locale).signIn.subject, { brand: props.brand.name }), <SignInLink {...props} />)
}
