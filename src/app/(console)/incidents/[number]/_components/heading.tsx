import type { IncidentGroup } from '@/services/incident/work/group'
import { durationWords } from '@/ui/primitives/duration'
import { Glyph } from '@/ui/primitives/glyph'
import { PageHeader } from '@/ui/primitives/page-header'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import type { Frame } from './header'

/** Who has it, whether paging rests, what it is part of, where the fault lay. */
function Standing({ data, zone, viewer, group }: Pick<Frame, 'data' | 'zone' | 'viewer'> & { group: IncidentGroup }) {
  const { m, f, locale } = viewer
  const words = m.incidentWork.header
  const { incident } = data
  const { snoozedUntil, snoozeReason, snoozedBy, assigneeName, causeCategory } = incident
  const isOver = incident.status === 'resolved'
  const at = snoozedUntil ? plantTime(snoozedUntil, { zone, locale, detail: 'weekday' }) : ''
  const { head } = group
  return (
    <>
      {!isOver && <span>{assigneeName ? f(words.owner, { name: assigneeName }) : words.nobody}</span>}
      {snoozedUntil && (
        <State kind="paused">
          {snoozeReason && snoozedBy
            ? f(words.snoozedBy, { at, name: snoozedBy, reason: snoozeReason })
            : f(words.snoozed, { at })}
        </State>
      )}
      {head && (
        <TextLink href={`/incidents/${head.number}`}>
          {f(head.isMerged ? words.merged : words.member, { number: String(head.number), title: head.title })}
        </TextLink>
      )}
      {causeCategory && <span>{f(words.category, { words: m.incidentWork.categories[causeCategory] })}</span>}
    </>
  )
}

/** Number, client, age and who has it; then the words that name it. */
export function Heading({
  data,
  zone,
  viewer,
  now,
  group,
  actions,
}: Frame & { now: Date; group: IncidentGroup; actions: React.ReactNode }) {
  const { m, f, locale } = viewer
  const { incident } = data
  const number = String(incident.number)
  const isOver = incident.status === 'resolved'
  const eyebrow = (
    <>
      <span className="font-mono">{f(m.incident.number, { number })}</span>
      <TextLink quiet href={`/clients/${incident.client.slug}`}>
        {incident.client.name}
      </TextLink>
      <span title={zone}>
        {f(m.incident.opened, {
          at: plantTime(incident.openedAt, { zone, locale, detail: 'weekday' }),
          ago: durationWords(now.getTime() - incident.openedAt.getTime(), locale),
        })}
      </span>
      <State kind={isOver ? 'resolved' : incident.status === 'open' ? 'down' : 'running'}>
        {m.incident.statuses[incident.status]}
        {incident.acknowledgedBy && !isOver ? `: ${incident.acknowledgedBy}` : ''}
      </State>
      <Standing data={data} zone={zone} viewer={viewer} group={group} />
    </>
  )
  const title = (
    <span className="flex items-center gap-2">
      <Glyph kind={isOver ? 'resolved' : 'down'} size={20} />
      {incident.title}
    </span>
  )
  return <PageHeader eyebrow={eyebrow} title={title} actions={actions} />
}
