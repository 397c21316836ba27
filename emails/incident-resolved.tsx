import { type MailBody, mailBody } from './_components/body'
import { Action, Fact, Frame, Title } from './_components/frame'
import { type IncidentFacts, place, zoneOf } from './_components/incident'
import { duration, fill, mailWords, plantTime } from './_components/words'

export interface IncidentResolvedProps extends IncidentFacts {
  resolvedAt: Date
  /** null: it recovered by itself */
  resolvedBy: string | null
  resolution: string | null
}

const OK_INK = '#626b73'

export function IncidentResolved(props: IncidentResolvedProps) {
  const { brand, locale, workflow, openedAt, resolvedAt, resolvedBy, resolution, number, url } = props
  const words = mailWords(locale).incident
  const resolved = plantTime(resolvedAt, zoneOf(props), locale)
  const lasted = duration(resolvedAt.getTime() - openedAt.getTime(), locale)
  const done = resolvedBy === null ? words.recovered : (resolution ?? words.recovered)
  return (
    <Frame brand={brand} lang={locale} preview={`${done} ${resolved}`} footer={words.whyTold}>
      <Title mark="•" color={OK_INK}>
        {fill(words.resolvedHeading, { workflow: workflow.name })}
      </Title>
      <Fact label={words.where} {...place(props)} />
      <Fact
        label={words.resolution}
        value={done}
        detail={resolvedBy === null ? words.bySystem : fill(words.resolvedBy, { name: resolvedBy })}
      />
      <Fact label={words.resolvedAt} value={resolved} />
      <Fact label={words.lasted} value={lasted} />
      <Action brand={brand} href={url}>
        {fill(words.open, { number })}
      </Action>
    </Frame>
  )
}

export function incidentResolvedMail(props: IncidentResolvedProps): Promise<MailBody> {
  const subject = fill(mailWords(props.locale).incident.resolvedSubject, {
    workflow: props.workflow.name,
    client: props.client,
  })
  return mailBody(subject, <IncidentResolved {...props} />)
}
