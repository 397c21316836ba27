import type { CauseFacts, CauseLane } from '@/services/cause/get'
import type { CauseMark } from '@/services/cause/load'
import { SCREEN_INKS } from '@/ui/chart/inks'

const WIDTH = 400
const LANE = 18
const HEAD = 14

interface AxisProps {
  facts: CauseFacts
  label: string
  /** text of the axis' ends */
  ends: { from: string; to: string }
}

function xOf({ window: { start, end } }: CauseFacts, at: Date): number {
  const share = (at.getTime() - start.getTime()) / (end.getTime() - start.getTime())
  return Math.min(1, Math.max(0, share)) * WIDTH
}

/** Cells of one kind as one path: a lane has some dozens of them. */
function cellsOf({ buckets }: CauseLane, bottom: number, isFailed: boolean): string {
  const cell = WIDTH / buckets.length
  const tall = isFailed ? LANE - 6 : 3
  return buckets
    .map(({ failed, runs }, index) => {
      if (runs === 0 || failed > 0 !== isFailed) return ''
      return `M${index * cell + 0.5} ${bottom}v${-tall}h${Math.max(1, cell - 1)}v${tall}z`
    })
    .join('')
}

function Lane({ lane, y, facts }: { lane: CauseLane; y: number; facts: CauseFacts }) {
  const opened = xOf(facts, lane.openedAt)
  const bottom = y + LANE - 4
  return (
    <g>
      <path d={`M0 ${bottom + 0.5}H${WIDTH}`} stroke={SCREEN_INKS.line} />
      <path d={cellsOf(lane, bottom, false)} fill={SCREEN_INKS.ok} />
      <path d={cellsOf(lane, bottom, true)} fill={SCREEN_INKS.down} />
      <path d={`M${opened} ${y + 1}V${bottom + 1}`} stroke={SCREEN_INKS.strong} />
    </g>
  )
}

function Mark({ mark, facts, height }: { mark: CauseMark; facts: CauseFacts; height: number }) {
  const x = xOf(facts, mark.at)
  if (mark.until) {
    const to = xOf(facts, mark.until)
    return <rect x={x} y={HEAD} width={Math.max(2, to - x)} height={height} fill={SCREEN_INKS.line} opacity={0.6} />
  }
  const isChange = mark.kind === 'change'
  return (
    <g>
      <path
        d={`M${x} ${HEAD - 4}V${HEAD + height}`}
        stroke={SCREEN_INKS.strong}
        strokeWidth={isChange ? 1.5 : 1}
        strokeDasharray={isChange ? undefined : '2 2'}
      />
      <path d={`M${x - 4} 2H${x + 4}L${x} ${HEAD - 4}Z`} fill={SCREEN_INKS.strong} />
    </g>
  )
}

/** Failing workflows one above another, and what was changed beside them, on one time axis. */
export function CauseAxis({ facts, label, ends }: AxisProps) {
  const height = facts.lanes.length * LANE
  return (
    <figure className="py-3">
      <svg viewBox={`0 0 ${WIDTH} ${HEAD + height}`} className="block h-auto w-full" role="img" aria-label={label}>
        {facts.marks.map((mark) => (
          <Mark key={`${mark.kind} ${mark.id} ${mark.at.getTime()}`} mark={mark} facts={facts} height={height} />
        ))}
        {facts.lanes.map((lane, index) => (
          <Lane key={lane.number} lane={lane} y={HEAD + index * LANE} facts={facts} />
        ))}
      </svg>
      <figcaption className="flex justify-between text-11 text-ink-3 tabular-nums">
        <span>{ends.from}</span>
        <span>{ends.to}</span>
      </figcaption>
    </figure>
  )
}
