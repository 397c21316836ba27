import type { IncidentKind } from '@/domain/incident/schema'
import { type MailBody, mailBody } from './_components/body'
import { Action, Fact, Frame, Title } from './_components/frame'
import { type IncidentFacts, place, zoneOf } from './_components/incident'
import { fill, mailWords, plantTime } from './_components/words'

export interface IncidentOpenedProps extends IncidentFacts {
  /** on duty; called by name or turn; an owner, because nobody else was there */
  why: 'duty' | 'call' | 'owner'
  /** says "I have it" once, for this reader */
  ackUrl: string | null
}

const DOWN_INK = '#b01f18'
/** Seen later than this after the fact, the mail says so. */
const LATE_MS = 60_000

const SUBJECT = {
  failed: 'openedSubject',
  missed: 'openedLateSubject',
  overrun: 'overrunSubject',
  violated: 'violatedSubject',
  flapping: 'flappingSubject',
} as const satisfies Record<IncidentKind, string>
const KIND = {
  failed: 'failedWords',
  missed: 'missedWords',
  overrun: 'overrunWords',
  violated: 'violatedWords',
  flapping: 'flappingWords',
} as const satisfies Record<IncidentKind, string>

const WHY = { duty: 'whyOnDuty', call: 'whyCall', owner: 'whyOwner' } as const

export function IncidentOpened(props: IncidentOpenedProps) {
  const { brand, locale, kind, number, title, workflow, client, impactNote, openedAt, detectedAt, url, why, ackUrl } =
    props
  const words = mailWords(locale).incident
  const since = plantTime(openedAt, zoneOf(props), locale)
  const seenLate = detectedAt.getTime() - openedAt.getTime() > LATE_MS
  const impact = impactNote ?? words.impactUnknown
  const seen = seenLate ? ` ${fill(words.detectedLate, { seen: plantTime(detectedAt, zoneOf(props), locale) })}` : ''
  return (
    <Frame
      brand={brand}
      lang={locale}
      preview={fill(words.openedPreview, { impact, since })}
      footer={fill(words[WHY[why]], { client })}
    >
      <Title mark="◆" color={DOWN_INK}>
        {title ?? fill(words.titles[kind], { workflow: workflow.name })}
      </Title>
      <Fact
        label={words.what}
        value={workflow.name}
        detail={`${words[KIND[kind]]}. ${fill(words.tier, { key: workflow.key, tier: workflow.tier })}`}
      />
      <Fact label={words.where} {...place(props)} />
      <Fact label={words.impact} value={impact} color={impactNote ? DOWN_INK : undefined} />
      <Fact label={words.since} value={since} detail={seen.trim()} />
      {ackUrl ? (
        <Action brand={brand} href={ackUrl}>
          {words.take}
        </Action>
      ) : null}
      <Action brand={brand} href={url}>
        {fill(words.open, { number })}
      </Action>
    </Frame>
  )
}

/** Words first: what stands still, where, what it costs, since when, and the one place to act. */
export function incidentOpenedMail(props: IncidentOpenedProps): Promise<MailBody> {
  const { locale, kind, workflow, client } = props
  const subject = fill(mailWords(locale).incident[SUBJECT[kind]], { workflow: workflow.name, client })
  return mailBody(subject, <IncidentOpened {...props} />)
}
