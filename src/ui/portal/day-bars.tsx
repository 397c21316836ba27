/** One day of the plant: runs that ended well and badly. */
export interface DayBar {
  day: string
  succeeded: number
  failed: number
}

const WIDTH = 720
const HEIGHT = 44

function barOf({ succeeded, failed }: DayBar): { height: number; fill: string } {
  const isShare = (percent: number) => failed * 100 >= (succeeded + failed) * percent && failed > 0
  if (isShare(5)) return { height: HEIGHT, fill: 'var(--down)' }
  if (isShare(1)) return { height: 30, fill: 'var(--late)' }
  return succeeded > 0 ? { height: 22, fill: 'var(--ok)' } : { height: 4, fill: 'var(--empty)' }
}

/** Ninety days on one base line: height tells the state as well as colour does. */
export function DayBars({ days, label }: { days: readonly DayBar[]; label: string }) {
  const pitch = WIDTH / Math.max(1, days.length)
  return (
    <svg className="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {days.map((day, i) => {
        const bar = barOf(day)
        return (
          <rect
            key={day.day}
            x={i * pitch}
            y={HEIGHT - bar.height}
            width={pitch * 0.72}
            height={bar.height}
            fill={bar.fill}
          />
        )
      })}
    </svg>
  )
}
