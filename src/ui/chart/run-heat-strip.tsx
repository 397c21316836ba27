import { useId } from 'react'
import { Hatch } from './hatch'
import { HEIGHTS, type Inks, inkOf, type MarkState, SCREEN_INKS } from './inks'

export interface RunMark {
  key: string
  state: MarkState
  /** what the cell says on hover and to a screen reader */
  title: string
  href?: string
}

export interface RunHeatStripProps {
  cells: readonly RunMark[]
  /** the strip in words */
  label: string
  height?: number
  inks?: Inks
}

const UNIT = 10

/** Each cell one run, or one run that should have been; oldest first. A cell with an address opens its run. */
export function RunHeatStrip({ cells, label, height = 40, inks = SCREEN_INKS }: RunHeatStripProps) {
  const hatch = useId()
  const hasLinks = cells.some(({ href }) => href)
  return (
    <svg
      viewBox={`0 0 ${Math.max(1, cells.length) * UNIT} ${height}`}
      preserveAspectRatio="none"
      width="100%"
      height={height}
      role={hasLinks ? 'group' : 'img'}
      aria-label={label}
      style={{ display: 'block', maxWidth: cells.length * UNIT * 2 }}
    >
      <defs>
        <Hatch id={hatch} color={inks.excused} />
      </defs>
      {cells.map(({ key, state, title, href }, i) => {
        const tall = Math.max(2, Math.round(HEIGHTS[state] * height))
        const fill = state === 'excused' ? `url(#${hatch})` : inkOf(inks, state)
        const mark = (
          <>
            <title>{title}</title>
            <rect x={i * UNIT} width={UNIT} height={height} fill="transparent" />
            <rect x={i * UNIT + 1} y={height - tall} width={UNIT - 2} height={tall} fill={fill} />
          </>
        )
        return href ? (
          <a key={key} href={href} aria-label={title}>
            {mark}
          </a>
        ) : (
          <g key={key}>{mark}</g>
        )
      })}
    </svg>
  )
}
