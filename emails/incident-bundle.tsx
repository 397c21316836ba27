import { type MailBody, mailBody } from './_components/body'
import type { MailBrand } from './_components/brand'
import { Action, Fact, Frame, Paragraph, Title } from './_components/frame'
import { fill, type MailLocale, mailWords, plantTime } from './_components/words'

const DOWN_INK = '#b01f18'
/** More are counted, not listed: the list stands behind the button. */
const LISTED = 20

export interface IncidentBundleProps {
  brand: MailBrand
  locale: MailLocale
  /** page: they need somebody; notice: they are over */
  kind: 'page' | 'notice'
  /** what matters most first */
  lines: readonly { number: string; title: string; client: string; at: Date; zone: string; url: string }[]
  url: string
  ackUrl: string | null
}

function subjectOf({ locale, kind, lines }: IncidentBundleProps): string {
  const words = mailWords(locale).incident
  return fill(kind === 'page' ? words.bundleSubject : words.bundleResolvedSubject, { count: lines.length })
}

export function IncidentBundle(props: IncidentBundleProps) {
  const { brand, locale, kind, lines, url, ackUrl } = props
  const words = mailWords(locale).incident
  const rest = lines.length - LISTED
  return (
    <Frame
      brand={brand}
      lang={locale}
      preview={fill(words.bundlePreview, { title: lines[0]?.title ?? '' })}
      footer={words.whyBundle}
    >
      <Title mark={kind === 'page' ? '◆' : '●'} color={kind === 'page' ? DOWN_INK : undefined}>
        {subjectOf(props)}
      </Title>
      {lines.slice(0, LISTED).map(({ number, title, client, at, zone }) => (
        <Fact key={number} label={`${number} · ${client}`} value={title} detail={plantTime(at, zone, locale)} />
      ))}
      {rest > 0 ? <Paragraph>{fill(words.bundleMore, { count: rest })}</Paragraph> : null}
      {ackUrl ? (
        <Action brand={brand} href={ackUrl}>
          {fill(words.takeAll, { count: lines.length })}
        </Action>
      ) : null}
      <Action brand={brand} href={url}>
        {words.openAll}
      </Action>
    </Frame>
  )
}

/** What came within one minute, in one message. */
export function incidentBundleMail(props: IncidentBundleProps): Promise<MailBody> {
  return mailBody(subjectOf(props), <IncidentBundle {...props} />)
}
