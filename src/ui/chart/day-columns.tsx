import { type ReactNode, useId } from 'react'
import { Hatch } from './hatch'
import { type Inks, SCREEN_INKS } from './inks'

export interface DayColumn {
  /** plant day, `2026-11-19` */
  day: string
  /** null: nothing was due */
  ppm: number | null
  isMaintenance: boolean
}

export interface DayColumnsProps {
  days: readonly DayColumn[]
  targetPpm: number
  /** lower end of the scale, ppm */
  floorPpm: number
  /** the picture in words */
  label: string
  /** a share as words, for the labels */
  words: { percents: readonly (readonly [ppm: number, text: string])[] }
  inks?: Inks
}

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [640, 128, 36, 12, 18]
/** More labels than this would cover each other. */
const LABELS_MAX = 8

/** Lower end of a scale on which the worst day still has a column: round percents, never above the promise. */
export function floorOf(days: readonly Pick<DayColumn, 'ppm'>[], targetPpm: number): number {
  const least = Math.min(targetPpm, ...days.flatMap(({ ppm }) => ppm ?? []))
  const room = 1_000_000 - least
  const step = [10_000, 20_000, 50_000, 100_000, 250_000, 500_000].find((each) => room < each) ?? 1_000_000
  return 1_000_000 - step
}

interface MissLabelProps {
  x: number
  y: number
  inks: Inks
  children: ReactNode
}

function MissLabel({ x, y, inks, children }: MissLabelProps) {
  return (
    <text
      x={x}
      y={y}
      fontSize={9}
      fontWeight={600}
      fill={inks.down}
      stroke={inks.ground}
      strokeWidth={2.5}
      paintOrder="stroke"
      textAnchor="middle"
    >
      {children}
    </text>
  )
}

/** One column a plant day against the promise; what misses it is coloured and says how far. */
export function DayColumns({ days, targetPpm, floorPpm, label, words, inks = SCREEN_INKS }: DayColumnsProps) {
  const hatch = useId()
  const text = new Map(words.percents)
  const step = (WIDTH - LEFT) / Math.max(1, days.length)
  const base = HEIGHT - BOTTOM
  const y = (ppm: number) => base - ((Math.max(floorPpm, ppm) - floorPpm) / (1_000_000 - floorPpm)) * (base - TOP)
  const missed = days.filter(({ ppm }) => ppm !== null && ppm < targetPpm)
  const named = new Set(missed.toSorted((a, b) => (a.ppm ?? 0) - (b.ppm ?? 0)).slice(0, LABELS_MAX))
  const axis = { fontSize: 9.5, fill: inks.text, textAnchor: 'end' as const }
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
      style={{ maxWidth: '100%', height: 'auto' }}
      fontFamily="Inter"
    >
      <defs>
        <Hatch id={hatch} color={inks.excused} />
      </defs>
      {[1_000_000, floorPpm].map((ppm) => (
        <text key={ppm} x={LEFT - 6} y={y(ppm) + 3.5} {...axis}>
          {text.get(ppm)}
        </text>
      ))}
      {days.map((each, i) => {
        const { day, ppm, isMaintenance } = each
        const x = LEFT + i * step
        const number = Number(day.slice(8))
        const top = ppm === null ? base : Math.min(y(ppm), base - 1.5)
        const fill = ppm === null ? 'none' : ppm < targetPpm ? inks.down : isMaintenance ? `url(#${hatch})` : inks.ok
        return (
          <g key={day}>
            {ppm !== null && <rect x={x + step * 0.16} y={top} width={step * 0.68} height={base - top} fill={fill} />}
            {named.has(each) && ppm !== null && (
              <MissLabel x={x + step / 2} y={Math.min(top - 3, base - 4)} inks={inks}>
                {text.get(ppm)}
              </MissLabel>
            )}
            {(number === 1 || number % 5 === 0) && (
              <text x={x + step / 2} y={HEIGHT - 4} {...axis} textAnchor="middle">
                {number}
              </text>
            )}
          </g>
        )
      })}
      <line x1={LEFT} x2={WIDTH} y1={base} y2={base} stroke={inks.baseline} />
      <line x1={LEFT} x2={WIDTH} y1={y(targetPpm)} y2={y(targetPpm)} stroke={inks.strong} strokeDasharray="2 3" />
      <text
        x={LEFT - 6}
        y={Math.max(y(targetPpm) + 3.5, y(1_000_000) + 14)}
        {...axis}
        fill={inks.strong}
        fontWeight={600}
      >
        {text.get(targetPpm)}
      </text>
    </svg>
  )
}
