import { approval as de } from '@/ui/i18n/de/approval'
import { approval as en } from '@/ui/i18n/en/approval'
import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { PersonalLink } from './_components/personal-link'
import { fill, type MailLocale, plantTime } from './_components/words'

export type ApprovalMailKind =
  | 'asked'
  | 'escalated'
  | 'approved'
  | 'rejected'
  | 'expired'
  | 'voided'
  | 'withdrawn'
  | 'open'

export interface ApprovalMailProps {
  brand: MailBrand
  locale: MailLocale
  kind: ApprovalMailKind
  url: string
  title: string
  summary: string
  client: string
  requester: string
  /** the last decision, when somebody decided */
  decider: string | null
  reason: string | null
  given: number
  quorum: number
  until: Date
}

/** Asks one person to decide, or tells the one who asked what became of it. */
export function ApprovalMail({ brand, locale, kind, url, ...facts }: ApprovalMailProps) {
  const words = (locale === 'de' ? de : en).mail
  const values = {
    ...facts,
    decider: facts.decider ?? '–',
    reason: facts.reason ?? '–',
    until: plantTime(facts.until, 'UTC', locale),
  }
  const said = facts.decider ? [fill(words.said, values)] : []
  return (
    <PersonalLink
      brand={brand}
      lang={locale}
      heading={facts.title}
      paragraphs={[fill(words.lead[kind], values), facts.summary, ...said].filter((words) => words !== '')}
      action={{ label: words.button, href: url }}
      footer={words.footer}
    />
  )
}

export function approvalMail(props: ApprovalMailProps): Promise<MailBody> {
  const words = (props.locale === 'de' ? de : en).mail
  return mailBody(
    fill(words.subject[props.kind], { title: props.title, client: props.client }),
    <ApprovalMail {...props} />,
  )
}
