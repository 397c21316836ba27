import type { IncidentGroup, SignalCount } from '@/services/incident/work/group'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { NearTime } from '../../../_components/figures'
import { scoreOf } from '../../../_components/rank-words'
import type { Frame } from './header'

interface GroupProps {
  frame: Frame
  group: IncidentGroup
  now: Date
}

/** The incidents that this one stands for, as far as the reader may see them. */
export function Members({ frame: { data, zone, viewer }, group, now }: GroupProps) {
  const { m, f } = viewer
  const words = m.incidentWork.group
  if (group.members.length === 0) return null
  return (
    <Section title={words.title} note={words.note} className="mb-6">
      <ul>
        {group.members.map((member) => (
          <li
            key={member.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-line border-b py-1.5 sm:grid-cols-[7rem_5rem_minmax(0,1fr)_auto_auto]"
          >
            <State kind={member.status === 'resolved' ? 'resolved' : 'down'}>
              {member.status === 'resolved' ? m.incident.statuses.resolved : m.incident.kindWords[member.kind]}
            </State>
            <span className="font-mono text-12 text-ink-2 max-sm:text-right">
              {f(m.incident.number, { number: String(member.number) })}
            </span>
            <TextLink quiet href={`/incidents/${member.number}`} className="max-sm:col-span-2">
              {member.title}
              {member.client.slug === data.incident.client.slug ? '' : ` · ${member.client.name}`}
              {member.isMerged ? ` · ${words.merged}` : ''}
            </TextLink>
            <span className="text-12 text-ink-3 tabular-nums">{scoreOf(member.rank)}</span>
            <NearTime at={member.openedAt} now={now} zone={zone} viewer={viewer} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function spoken({ sample }: SignalCount, nothing: string): string {
  return [sample.errorStep, sample.errorClass, sample.message, sample.ref].filter(Boolean).join(' · ') || nothing
}

/** Equal signals counted once each, with how often and until when. */
export function Signals({ frame: { zone, viewer }, group, now }: GroupProps) {
  const { m, f } = viewer
  const words = m.incidentWork.group
  if (group.signals.length === 0) return null
  return (
    <Section title={words.signals} note={f(words.signalsNote, { count: group.signalCount })}>
      <ul>
        {group.signals.map((signal) => (
          <li
            key={`${signal.number} ${signal.contentHash}`}
            className="grid grid-cols-[3rem_minmax(0,1fr)_auto] items-baseline gap-x-3 border-line border-b py-1.5 text-12"
          >
            <span className="text-right font-medium tabular-nums">{f(words.times, { count: signal.count })}</span>
            <span className="font-mono text-ink-2 [overflow-wrap:anywhere]">{spoken(signal, words.noWords)}</span>
            <NearTime at={signal.lastAt} now={now} zone={zone} viewer={viewer} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
