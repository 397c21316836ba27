import { type Inks, SCREEN_INKS } from './inks'
import { fractionOf, type StripSpan } from './run-strip'

export interface StripAxisProps {
  window: StripSpan
  ticks: readonly { at: Date; label: string }[]
  /** the plant's time now, bold on the axis */
  nowLabel: string
  /** how near a label may come to an end before it stands inside; more for a narrow strip or long words */
  edge?: number
  inks?: Inks
}

const HEIGHT = 16
const NEAR = 0.075

const percent = (fraction: number) => `${(fraction * 100).toFixed(2)}%`
const anchorOf = (fraction: number, edge: number) =>
  fraction < edge ? 'start' : fraction > 1 - edge ? 'end' : 'middle'

/** Hours above the strips of one plant. A tick that would touch the label of now gives way. */
export function StripAxis({ window, ticks, nowLabel, edge = 0.03, inks = SCREEN_INKS }: StripAxisProps) {
  const now = fractionOf(window, window.now)
  const shown = ticks
    .map((tick) => ({ ...tick, x: fractionOf(window, tick.at) }))
    .filter(({ x }) => Math.abs(x - now) > NEAR)
  return (
    <svg
      width="100%"
      height={HEIGHT}
      aria-hidden="true"
      style={{ display: 'block', fontSize: 11, fontVariantNumeric: 'tabular-nums' }}
    >
      {shown.map(({ at, label, x }) => (
        <text key={at.toISOString()} x={percent(x)} y={12} textAnchor={anchorOf(x, edge)} fill={inks.text}>
          {label}
        </text>
      ))}
      <text x={percent(now)} y={12} textAnchor={anchorOf(now, edge)} fill={inks.strong} fontWeight={600}>
        {nowLabel}
      </text>
    </svg>
  )
}
