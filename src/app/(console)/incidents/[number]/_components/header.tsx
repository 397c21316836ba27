import type { IncidentDetail } from '@/services/incident/get'
import type { AroundIncident } from '@/services/run/around-incident'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { plantTime } from '@/ui/primitives/plant-time'
import { TextLink } from '@/ui/primitives/text-link'
import { Systems } from '../../../_components/figures'
import { scoreOf } from '../../../_components/rank-words'

export interface Frame {
  data: IncidentDetail
  around: AroundIncident
  zone: string
  viewer: Viewer
}

function Answer({
  question,
  children,
  note,
  isBroken = false,
}: {
  question: string
  children: React.ReactNode
  note: React.ReactNode
  isBroken?: boolean
}) {
  return (
    <div className="min-w-0 border-line py-3 sm:border-l sm:px-4 sm:first:border-l-0 sm:first:pl-0 max-sm:border-t max-sm:first:border-t-0">
      <dt className="text-12 text-ink-3">{question}</dt>
      <dd>
        <p className={`mt-1 text-15 font-semibold text-pretty ${isBroken ? 'text-down-ink' : ''}`}>{children}</p>
        <p className="mt-0.5 text-12 text-ink-2">{note}</p>
      </dd>
    </div>
  )
}

function Which({ data, viewer: { m, f } }: Frame) {
  const { workflow } = data.incident
  return (
    <Answer question={m.incident.which} note={f(m.incident.whichWorkflow, { key: workflow.key, tier: workflow.tier })}>
      <TextLink quiet href={`/workflows/${workflow.id}`}>
        {workflow.name}
      </TextLink>
    </Answer>
  )
}

function Where({ data, around, viewer }: Frame) {
  const { m } = viewer
  const { site, client } = data.incident
  const { workflow } = around
  const place = site ?? workflow.site
  return (
    <Answer
      question={m.incident.where}
      note={<Systems from={workflow.fromSystem} to={workflow.toSystem} viewer={viewer} />}
    >
      {place ? `${client.name}, ${place.city}` : `${client.name}. ${m.incident.whereUnknown}`}
    </Answer>
  )
}

function Cost({ data, zone, viewer: { m, f, locale } }: Frame) {
  const { incident, mayRespond } = data
  const seen = f(m.incident.occurrences, {
    count: incident.occurrences,
    at: plantTime(incident.lastAt, { zone, locale, detail: 'weekday' }),
  })
  const isOver = incident.status === 'resolved'
  const { impactStartedAt } = incident
  const felt = impactStartedAt
    ? f(m.incidentWork.header.impactSince, { at: plantTime(impactStartedAt, { zone, locale, detail: 'weekday' }) })
    : m.incidentWork.header.impactUnknown
  return (
    <Answer question={m.incident.cost} note={`${seen}; ${felt}`} isBroken={!isOver && incident.impactNote !== null}>
      {incident.impactNote ?? (
        <span className="font-normal text-ink-2">
          {m.incident.costUnknown}.{' '}
          {mayRespond && <TextLink href={`/workflows/${incident.workflow.id}/edit`}>{m.incident.costAdd}</TextLink>}
        </span>
      )}
    </Answer>
  )
}

function Quickly({ data, around, zone, viewer: { m, f, locale } }: Frame) {
  const { incident } = data
  const clocks = data.promise?.clocks ?? []
  const due = clocks.find(({ kind, stoppedAt }) => kind === 'resolve' && !stoppedAt)?.dueAt
  const hint = f(clocks.length > 0 ? m.incident.quicklyImpact : m.incident.quicklyHint, {
    impact: scoreOf(incident.rank),
  })
  if (incident.resolvedAt) {
    const duration = durationWords(incident.resolvedAt.getTime() - incident.openedAt.getTime(), locale)
    return (
      <Answer question={m.incident.quickly} note={plantTime(incident.resolvedAt, { zone, locale, detail: 'full' })}>
        {f(m.incident.quicklyResolved, { duration })}
      </Answer>
    )
  }
  const recovered = around.nextSuccess && around.workflow.lastStatus === 'succeeded' ? around.nextSuccess.at : null
  return (
    <Answer question={m.incident.quickly} note={hint}>
      {recovered ? (
        f(m.incident.quicklyRecovered, { at: plantTime(recovered, { zone, locale, detail: 'weekday' }) })
      ) : due ? (
        f(m.incident.quicklyDue, { at: plantTime(due, { zone, locale, detail: 'weekday' }) })
      ) : (
        <span className="font-normal text-ink-2">{m.incident.quicklyUnknown}</span>
      )}
    </Answer>
  )
}

/** Which, where, what it costs, how quickly. What is not known is said to be unknown. */
export function Answers(frame: Frame) {
  return (
    <dl className="mb-6 grid border-line-2 border-y sm:grid-cols-2 xl:grid-cols-4">
      <Which {...frame} />
      <Where {...frame} />
      <Cost {...frame} />
      <Quickly {...frame} />
    </dl>
  )
}
