import type { TimelineEntry } from '@/services/incident/get'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { Note } from '@/ui/primitives/note'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { Timeline } from '@/ui/primitives/timeline'
import { NearTime } from '../../../_components/figures'
import { hrefOf } from '../../../_lib/href'
import { Deed } from './deed'
import type { Frame } from './header'

export const READERS = ['client', 'internal'] as const
export type Reader = (typeof READERS)[number]

function byWords(by: string, { m }: Viewer): string {
  return by === 'system' ? m.incident.bySystem : by
}

function Entry({ entry, frame, partner }: { entry: TimelineEntry; frame: Frame; partner: string }) {
  const { data, viewer } = frame
  const { m, f, locale } = viewer
  const words = m.incident.events
  switch (entry.kind) {
    case 'note': {
      const label = entry.audience === 'client' ? m.incident.clientLabel : f(m.incident.internalLabel, { partner })
      return (
        <Note audience={entry.audience} label={label} author={entry.author}>
          {entry.body}
        </Note>
      )
    }
    case 'opened': {
      const lateMs = entry.detectedAt.getTime() - entry.at.getTime()
      const late = lateMs >= 60_000 ? ` ${f(words.detectedLate, { duration: durationWords(lateMs, locale) })}` : ''
      const folded = data.folded > 0 ? ` ${f(words.folded, { count: data.folded })}` : ''
      return `${f(words.opened, { words: m.incident.kinds[data.incident.kind] })}${late}${folded}`
    }
    case 'transition': {
      const name = (state: string) => m.expectation.statuses[state as keyof typeof m.expectation.statuses] ?? state
      return `${m.incident.expected}: ${f(m.expectation.change, { from: name(entry.from), to: name(entry.to) })}.`
    }
    case 'joined':
    case 'edited':
    case 'act':
      return <Deed entry={entry} frame={frame} />
    case 'acknowledged':
      return f(words.acknowledged, { name: byWords(entry.by, viewer) })
    case 'resolved':
      return (
        <>
          {f(words.resolved, { name: byWords(entry.by, viewer) })}
          {data.incident.resolution && (
            <span className="block whitespace-pre-wrap text-ink-2">{data.incident.resolution}</span>
          )}
        </>
      )
  }
}

function isShown(entry: TimelineEntry, reader: Reader | null): boolean {
  return reader === null || (entry.kind === 'note' && entry.audience === reader)
}

function ReaderLinks({ frame, reader }: { frame: Frame; reader: Reader | null }) {
  const { data, viewer } = frame
  if (!data.mayReadInternal) return null
  const words = viewer.m.incident
  const labels = { client: words.showClient, internal: words.showInternal }
  const here = `/incidents/${data.incident.number}`
  return (
    <nav aria-label={words.show} className="flex gap-3">
      {[null, ...READERS].map((each) =>
        each === reader ? (
          <span key={each ?? 'all'} aria-current="true" className="font-medium text-ink">
            {each ? labels[each] : words.showAll}
          </span>
        ) : (
          <TextLink key={each ?? 'all'} href={hrefOf(here, { notes: each })}>
            {each ? labels[each] : words.showAll}
          </TextLink>
        ),
      )}
    </nav>
  )
}

/** What happened, latest first. Notes for the client and internal ones can never be confused. */
export function Story({
  frame,
  partner,
  reader,
  now,
}: {
  frame: Frame
  partner: string
  reader: Reader | null
  now: Date
}) {
  const { data, zone, viewer } = frame
  const entries = data.timeline
    .filter((entry) => isShown(entry, reader))
    .map((entry) => ({
      id:
        'id' in entry
          ? `${entry.kind} ${entry.id}`
          : `${entry.kind}-${entry.at.toISOString()}-${entry.kind === 'transition' ? entry.to : entry.kind === 'joined' ? entry.number : ''}`,
      time: <NearTime at={entry.at} now={now} zone={zone} viewer={viewer} />,
      content: <Entry entry={entry} frame={frame} partner={partner} />,
    }))
  return (
    <Section
      title={viewer.m.incident.timeline}
      note={viewer.f(viewer.m.incident.timelineNote, { zone })}
      aside={<ReaderLinks frame={frame} reader={reader} />}
    >
      <Timeline entries={entries} />
    </Section>
  )
}
