import { durationWords } from '@/ui/primitives/duration'
import { Glyph } from '@/ui/primitives/glyph'
import { PageHeader } from '@/ui/primitives/page-header'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import type { Frame } from './header'

/** Number, client, age and who has it; then the words that name it. */
export function Heading({ data, zone, viewer, now, actions }: Frame & { now: Date; actions: React.ReactNode }) {
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
