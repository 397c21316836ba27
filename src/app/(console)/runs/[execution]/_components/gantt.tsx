import type { Step } from '@/services/run/steps'
import { SCREEN_INKS } from '@/ui/chart/inks'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { State } from '@/ui/primitives/state'

interface Scale {
  from: number
  span: number
}

const GLYPHS = { running: 'running', succeeded: 'ok', failed: 'down' } as const
const INKS = { running: SCREEN_INKS.running, succeeded: SCREEN_INKS.ok, failed: SCREEN_INKS.down }

/** From the first start to the last end; a run of one instant still has a width. */
function scaleOf(steps: readonly Step[], span: { from: Date | null; to: Date | null }): Scale {
  const dates = [span.from, span.to, ...steps.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt])].flatMap(
    (date) => (date ? [date.getTime()] : []),
  )
  const from = Math.min(...dates)
  return { from, span: Math.max(1, Math.max(...dates) - from) }
}

const percent = (fraction: number) => `${(fraction * 100).toFixed(2)}%`

/** A bar from start to end; where no start is proven, a mark at the end. */
function Bar({ step, scale }: { step: Step; scale: Scale }) {
  const end = ((step.endedAt ?? step.startedAt)?.getTime() ?? scale.from) - scale.from
  const start = (step.startedAt?.getTime() ?? end + scale.from) - scale.from
  const isOpen = step.endedAt === null
  const width = isOpen ? 1 - start / scale.span : (end - start) / scale.span
  const tall = step.state === 'failed' ? 18 : 10
  return (
    <svg width="100%" height="24" aria-hidden="true" className="block">
      <line x1="0" x2="100%" y1="23.500" y2="23.500" stroke={SCREEN_INKS.line} />
      {step.startedAt ? (
        <rect
          x={percent(start / scale.span)}
          y={23 - tall}
          width={percent(Math.max(0.004, width))}
          height={tall}
          fill={INKS[step.state]}
          fillOpacity={isOpen ? 0.5 : 1}
        />
      ) : (
        <rect
          x={percent(Math.min(0.995, end / scale.span))}
          y={23 - tall}
          width="2"
          height={tall}
          fill={INKS[step.state]}
        />
      )}
    </svg>
  )
}

export interface GanttProps {
  steps: readonly Step[]
  /** the run's own times */
  span: { from: Date | null; to: Date | null }
  viewer: Viewer
}

/** The steps of a run on its own axis: what took long, and where it broke. */
export function Gantt({ steps, span, viewer }: GanttProps) {
  const { m, f, locale } = viewer
  const scale = scaleOf(steps, span)
  const failed = steps.filter(({ state }) => state === 'failed').length
  const row =
    'grid grid-cols-[minmax(0,14rem)_minmax(0,1fr)_4.5rem] items-center gap-x-4 max-sm:grid-cols-[minmax(0,1fr)_auto]'
  return (
    <>
      <p className="sr-only">
        {f(m.run.stepsSummary, { count: steps.length, failed, duration: durationWords(scale.span, locale) })}
      </p>
      <ol className="pt-2">
        {steps.map((step) => (
          <li key={`${step.eventId}-${step.name}`} className={row}>
            <span className="truncate" title={`${step.name}, ${m.run.stepStates[step.state]}`}>
              <State kind={GLYPHS[step.state]}>{step.name}</State>
            </span>
            <span className="max-sm:order-last max-sm:col-span-2">
              <Bar step={step} scale={scale} />
            </span>
            <span className="text-right tabular-nums">
              {step.durationMs === null ? (
                <span className="text-ink-3">{m.run.notKnown}</span>
              ) : (
                durationWords(step.durationMs, locale)
              )}
            </span>
          </li>
        ))}
      </ol>
      <p aria-hidden className={`${row} text-11 text-ink-3 max-sm:hidden`}>
        <span />
        <span className="flex justify-between">
          <span>0</span>
          <span>{durationWords(scale.span, locale)}</span>
        </span>
        <span />
      </p>
    </>
  )
}
