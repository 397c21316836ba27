import type { DayState, StepDays } from '@/domain/portal/step-days'
import { countWords, dayWords, type PlantClock, spanWords } from './clock'
import type { PortalFrame } from './document'
import { fill } from './words'

const WIDTH = 720
const HEIGHT = 36
/** Height tells the state as well as colour does. */
const LOOK: Readonly<Record<DayState, { height: number; className: string }>> = {
  none: { height: 10, className: 'b-none' },
  kept: { height: 14, className: 'b-kept' },
  late: { height: 24, className: 'b-late' },
  down: { height: HEIGHT, className: 'b-down' },
}

/** All bars of one state as one path: ninety elements per step would be most of the page. */
function pathOf(states: readonly DayState[], wanted: DayState): string {
  const pitch = WIDTH / Math.max(1, states.length)
  const width = Math.round(pitch * 0.7 * 10) / 10
  const { height } = LOOK[wanted]
  return states
    .flatMap((state, i) =>
      state === wanted ? [`M${Math.round(i * pitch * 10) / 10} ${HEIGHT - height}h${width}v${height}h-${width}z`] : [],
    )
    .join('')
}

function Bars({ states, label }: { states: readonly DayState[]; label: string }) {
  return (
    <svg className="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {(Object.keys(LOOK) as DayState[]).map((state) => (
        <path key={state} className={LOOK[state].className} d={pathOf(states, state)} />
      ))}
    </svg>
  )
}

/** Ninety plant days of every step, from real standstills and due dates. */
export function Days({ days, frame, plant }: { days: readonly StepDays[]; frame: PortalFrame; plant: PlantClock }) {
  const { words, locale } = frame
  const count = days[0]?.states.length ?? 0
  if (count === 0) return null
  const first = new Date(plant.now.getTime() - (count - 1) * 86_400_000).toISOString().slice(0, 10)
  return (
    <section aria-labelledby="days">
      <h2 id="days">{words.days}</h2>
      {/* The one hatch of the page: nothing was due, so nothing is said. */}
      <svg width="0" height="0" aria-hidden="true" className="defs">
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V5" stroke="var(--line-2)" strokeWidth="3" />
        </pattern>
      </svg>
      {days.map((step) => {
        const down = step.downS > 0 ? `, ${fill(words.daysDown, { down: spanWords(locale, step.downS * 1000) })}` : ''
        const figures = { calm: countWords(locale, step.calm), watched: countWords(locale, step.watched) }
        const summary = step.watched === 0 ? words.daysNone : fill(words.daysSummary, figures) + down
        return (
          <div key={step.slug} className="row">
            <p className="cap">
              <span>{step.phrase}</span> <small>{summary}</small>
            </p>
            <Bars states={step.states} label={`${step.phrase}: ${summary}`} />
          </div>
        )
      })}
      <p className="axis">
        <span>{dayWords(locale, first)}</span>
        <span>{words.today}</span>
      </p>
      <p className="when">{words.daysMeaning}</p>
    </section>
  )
}
