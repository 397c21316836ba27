import { type Inks, SCREEN_INKS } from './inks'

export interface HourMark {
  /** 1 = Monday */
  weekday: number
  /** 0 to 23, plant time */
  hour: number
  runs: number
  failed: number
  /** how often a rule turned late or down in this hour */
  broken: number
}

export interface HourOfWeekProps {
  cells: readonly HourMark[]
  /** Monday first, short */
  weekdays: readonly string[]
  /** the picture in words */
  label: string
  cellTitle?: (cell: HourMark) => string
  inks?: Inks
}

const CELL = 16
const LEFT = 32
const TICKS = [0, 6, 12, 18]

/** Grey by how much runs, amber and red by what broke; an hour without runs is a dot. Red has an inset mark, so it needs no colour. */
function Cell({ cell, most, title, inks }: { cell: HourMark; most: number; title: string | undefined; inks: Inks }) {
  const [x, y] = [LEFT + cell.hour * CELL, (cell.weekday - 1) * CELL]
  const isDown = cell.failed > 0
  const isLate = !isDown && cell.broken > 0
  if (cell.runs === 0 && !isDown && !isLate) return <circle cx={x + 7.5} cy={y + 7.5} r={0.9} fill={inks.text} />
  const fill = isDown ? inks.down : isLate ? inks.late : inks.ok
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={CELL - 1}
        height={CELL - 1}
        fill={fill}
        opacity={isDown || isLate ? 1 : 0.35 + 0.65 * (cell.runs / most)}
      >
        {title && <title>{title}</title>}
      </rect>
      {isDown && <path d={`M${x + 7.5} ${y + 4}l3.5 3.5-3.5 3.5-3.5-3.5z`} fill={inks.ground} />}
      {isLate && <path d={`M${x + 7.5} ${y + 4}l3.5 6.5h-7z`} fill={inks.ground} />}
    </g>
  )
}

/** Which hours of the plant's week break: 7 rows, 24 columns. */
export function HourOfWeek({ cells, weekdays, label, cellTitle, inks = SCREEN_INKS }: HourOfWeekProps) {
  const most = Math.max(1, ...cells.map(({ runs }) => runs))
  const width = LEFT + 24 * CELL
  return (
    <svg
      viewBox={`0 0 ${width} ${7 * CELL + 18}`}
      width="100%"
      role="img"
      aria-label={label}
      style={{ display: 'block', maxWidth: width * 1.1, fontSize: 11 }}
    >
      {weekdays.map((weekday, i) => (
        <text key={weekday} x={0} y={i * CELL + 12} fill={inks.text}>
          {weekday}
        </text>
      ))}
      {cells.map((cell) => (
        <Cell key={`${cell.weekday}-${cell.hour}`} cell={cell} most={most} title={cellTitle?.(cell)} inks={inks} />
      ))}
      {TICKS.map((hour) => (
        <text key={hour} x={LEFT + hour * CELL} y={7 * CELL + 14} fill={inks.text}>
          {String(hour).padStart(2, '0')}
        </text>
      ))}
    </svg>
  )
}
