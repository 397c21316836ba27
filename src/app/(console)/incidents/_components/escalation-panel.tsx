import type { CallLine, EscalationStory, MessageLine } from '@/services/escalation/story'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { PlantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { Timeline } from '@/ui/primitives/timeline'

interface Props {
  /** null: nobody was called yet, or the reader is one of the client's people */
  story: EscalationStory | null
  /** zone of the plant */
  zone: string
  viewer: Viewer
}

const GLYPHS: Record<MessageLine['status'], GlyphKind> = {
  queued: 'awaiting',
  bundled: 'running',
  sent: 'ok',
  suppressed: 'paused',
  failed: 'down',
}

function wordsOf({ kind, step, names, because }: CallLine, { m, f }: Viewer): string {
  const words = m.onCall.panel
  const said = f(words.kinds[kind], { step: (step ?? 0) + 1, names: names.join(', ') || '–' })
  const isKnown = because !== null && Object.hasOwn(words.because, because)
  return isKnown ? `${said}: ${words.because[because as keyof typeof words.because]}` : said
}

/** Who was called about an incident, step by step, what reached them, and who is next. */
export function EscalationPanel({ story, zone, viewer }: Props) {
  const { m, f, locale } = viewer
  const words = m.onCall.panel
  if (!story) {
    return (
      <Section title={words.title}>
        <p className="py-2 text-ink-3">{words.none}</p>
      </Section>
    )
  }
  const time = (at: Date) => <PlantTime at={at} zone={zone} locale={locale} detail="weekday" />
  return (
    <Section title={words.title} note={story.policyName ?? words.default}>
      {story.nextAt && story.nextStep !== null && (
        <p className="pt-2">
          <State kind="awaiting">{f(words.running, { step: story.nextStep + 1 })}</State> {time(story.nextAt)}
          {story.round > 0 && <span className="text-ink-3"> · {f(words.repeating, { round: story.round + 1 })}</span>}
        </p>
      )}
      <Timeline
        entries={story.lines.map((line) => ({ id: line.id, time: time(line.at), content: wordsOf(line, viewer) }))}
      />
      {story.messages.length > 0 && <h3 className="pt-1 text-12 font-medium text-ink-2">{words.messages}</h3>}
      <ul>
        {story.messages.map(({ id, to, event, status, at, problem }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-line border-b py-1.5">
            <span className="min-w-0 flex-1 truncate">{to}</span>
            <span className="text-12 text-ink-3">{words.events[event]}</span>
            <State kind={GLYPHS[status]}>{words.statuses[status]}</State>
            <span className="text-12 text-ink-3">{time(at)}</span>
            {problem && <span className="basis-full text-12 text-ink-3">{problem}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
