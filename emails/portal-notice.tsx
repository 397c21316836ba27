import { Link, Section } from 'react-email'
import type { NoticeItem } from '@/domain/portal/notice'
import { portal as de } from '@/ui/i18n/de/portal'
import { portal as en } from '@/ui/i18n/en/portal'
import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { Action, Fact, type FactProps, Frame, Paragraph, Title } from './_components/frame'
import { fill, type MailLocale, plantTime } from './_components/words'

export interface PortalNoticeProps {
  brand: MailBrand
  locale: MailLocale
  client: string
  city: string
  zone: string
  items: readonly NoticeItem[]
  /** null: its address is a secret this mail does not know */
  portalUrl: string | null
  manageUrl: string
}

const wordsOf = (locale: MailLocale) => (locale === 'de' ? de : en).mail
const INK = { stopped: '#b01f18', slow: '#864a00', excused: '#4b3f7a' } as const

function factOf(item: NoticeItem, { locale, zone }: PortalNoticeProps): FactProps {
  const words = wordsOf(locale)
  const time = (at: string) => plantTime(new Date(at), zone, locale)
  switch (item.kind) {
    case 'stopped':
      return { label: item.phrase, value: `◆ ${fill(words.stopped, { time: time(item.since) })}`, color: INK.stopped }
    case 'slow':
      return { label: item.phrase, value: `▲ ${fill(words.slow, { time: time(item.since) })}`, color: INK.slow }
    case 'recovered':
      return { label: item.phrase, value: `● ${words.recovered}`, detail: time(item.at) }
    case 'note':
      return { label: item.phrase, value: item.body, detail: time(item.at) }
    default: {
      const { from, to, kind, title, work } = item
      const when = from && to ? fill(words[kind], { from: time(from), to: time(to) }) : words.unplanned
      const value = kind === 'cancelled' ? words.cancelled : when
      return { label: title, value: `‖ ${value}`, detail: work, color: INK.excused }
    }
  }
}

function subjectOf({ items, client, locale }: PortalNoticeProps): string {
  const words = wordsOf(locale)
  const [only] = items
  if (items.length !== 1 || !only) return fill(words.subjectMany, { client, count: items.length })
  if ('title' in only) return fill(words.subjectWork, { client, title: only.title })
  const subjects = {
    stopped: words.subjectStopped,
    slow: words.subjectSlow,
    recovered: words.subjectRecovered,
    note: words.subjectNote,
  }
  return fill(subjects[only.kind], { client, step: only.phrase })
}

/** Everything that is new at a portal, for one subscriber. */
export function PortalNotice(props: PortalNoticeProps) {
  const { brand, locale, client, city, items, portalUrl, manageUrl } = props
  const words = wordsOf(locale)
  const facts = items.map((item) => factOf(item, props))
  return (
    <Frame brand={brand} lang={locale} preview={facts[0]?.value ?? ''} footer={fill(words.footer, { client })}>
      <Title>{subjectOf(props)}</Title>
      {facts.map((fact) => (
        <Fact key={`${fact.label} ${fact.value} ${fact.detail}`} {...fact} />
      ))}
      <Paragraph>{fill(words.zone, { city })}</Paragraph>
      {portalUrl && (
        <Action brand={brand} href={portalUrl}>
          {words.open}
        </Action>
      )}
      <Section style={{ paddingTop: 20 }}>
        <Link href={manageUrl}>{words.manage}</Link>
      </Section>
    </Frame>
  )
}

export function portalNoticeMail(props: PortalNoticeProps): Promise<MailBody> {
  return mailBody(subjectOf(props), <PortalNotice {...props} />)
}
