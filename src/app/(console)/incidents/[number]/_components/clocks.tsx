import type { Clock, ClockState } from '@/domain/contract/clock'
import type { IncidentClocks } from '@/services/contract/clocks'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords, openTimeWords } from '@/ui/primitives/duration'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'

const GLYPHS: Record<ClockState, GlyphKind> = {
  on_track: 'ok',
  at_risk: 'late',
  breached: 'down',
  met: 'resolved',
  paused: 'paused',
}

interface Frame {
  zone: string
  viewer: Viewer
}

/** What is left, first and large: the one figure that a night shift looks for. */
function Left({
  clock,
  time,
  viewer: { m, f, locale },
}: {
  clock: Clock
  time: IncidentClocks['time']
  viewer: Viewer
}) {
  if (clock.stoppedAt) return null
  const write = time === 'plant' ? openTimeWords : durationWords
  const leftMs = clock.limitMs - clock.elapsedMs
  const words = leftMs >= 0 ? m.incidentWork.clocks.left : m.incidentWork.clocks.over
  return (
    <span className={`font-semibold tabular-nums ${leftMs < 0 ? 'text-down-ink' : ''}`}>
      {f(words, { duration: write(Math.abs(leftMs), locale) })}
    </span>
  )
}

function ClockLine({ clock, time, zone, viewer }: Frame & { clock: Clock; time: IncidentClocks['time'] }) {
  const { m, f, locale } = viewer
  const words = m.promise.clocks
  const write = time === 'plant' ? openTimeWords : durationWords
  const spans = { elapsed: write(clock.elapsedMs, locale), limit: write(clock.limitMs, locale) }
  const isRunning = clock.stoppedAt === null
  return (
    <div className="grid grid-cols-[9rem_minmax(0,1fr)] items-baseline gap-x-3 border-line border-b py-1.5 sm:grid-cols-[11rem_8rem_9rem_minmax(0,1fr)]">
      <span>{words.kinds[clock.kind]}</span>
      <State kind={GLYPHS[clock.state]}>{words.states[clock.state]}</State>
      <Left clock={clock} time={time} viewer={viewer} />
      <span className="text-12 text-ink-2 max-sm:col-span-2 sm:col-start-4">
        {f(isRunning ? words.running : words.stopped, spans)}
        {isRunning &&
          clock.dueAt &&
          `, ${f(words.due, { at: plantTime(clock.dueAt, { zone, locale, detail: 'weekday' }) })}`}
        {clock.missedBefore > 0 && ` · ${f(words.missedBefore, { count: clock.missedBefore })}`}
      </span>
    </div>
  )
}

/** What the contract promises for this incident, clock by clock, in plant time. Nothing is shown where nothing is promised. */
export function Clocks({ promise, ...frame }: Frame & { promise: IncidentClocks | null }) {
  if (!promise || promise.clocks.length === 0) return null
  const { m, f, locale } = frame.viewer
  const words = m.promise.clocks
  const { paused, contract } = promise
  return (
    <Section
      title={words.title}
      className="mb-6"
      note={promise.time === 'plant' ? words.plant : words.always}
      aside={
        <TextLink quiet href={`/contracts/${contract.id}`}>
          {f(words.note, { contract: contract.name, version: String(contract.version) })}
        </TextLink>
      }
    >
      {promise.clocks.map((clock) => (
        <ClockLine key={clock.kind} clock={clock} time={promise.time} {...frame} />
      ))}
      {paused && (
        <p className="py-1.5 text-12 text-ink-2">
          {f(words.pausedBy, {
            at: plantTime(paused.at, { zone: frame.zone, locale, detail: 'weekday' }),
            author: paused.author,
            reason: words.pauseReasons[paused.reason],
          })}{' '}
          {paused.note}
        </p>
      )}
    </Section>
  )
}
