import type { DayTime, ObjectiveDay } from '@/services/objective-day/get'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { ruleWords, VERDICT_GLYPHS } from './words'

interface Props {
  data: ObjectiveDay
  viewer: Viewer
}

function Stretches({ data, time, viewer }: Props & { time: DayTime }) {
  const { m, f, locale } = viewer
  const clock = (at: Date) => plantTime(at, { zone: data.objective.zone, locale })
  return (
    <ul>
      {time.stretches.map((stretch) => (
        <li
          key={stretch.from.toISOString()}
          className="flex min-h-8 flex-wrap items-baseline gap-x-4 border-line border-b py-1.5"
        >
          <span className="w-32 flex-none tabular-nums">
            {f(m.figure.until, { from: clock(stretch.from), to: clock(stretch.to) })}
          </span>
          <State kind={stretch.reason ? VERDICT_GLYPHS[stretch.reason] : 'ok'} className="w-44 flex-none">
            {stretch.reason ? m.figure.verdicts[stretch.reason] : m.figure.rules.counts}
          </State>
          <span className="min-w-0 text-ink-2">{ruleWords(stretch, viewer)}</span>
        </li>
      ))}
    </ul>
  )
}

function namesOf({ workflows }: DayTime, { m, f }: Viewer): string {
  const [first, ...rest] = workflows
  return f(rest.length === 0 ? m.figure.allWorkflows.one : m.figure.allWorkflows.other, {
    name: first?.name ?? '',
    count: rest.length,
  })
}

/** Which hours of the day counted, and which rule says so. */
export function DayTimePicture({ data, viewer }: Props) {
  const { m, f } = viewer
  return (
    <Section title={m.figure.time} note={f(m.figure.timeNote, { zone: data.objective.zone })}>
      {data.time.map((time) => (
        <div key={time.workflows[0]?.id ?? ''} className="pt-3">
          {data.time.length > 1 && <p className="text-12 text-ink-3">{namesOf(time, viewer)}</p>}
          <Stretches data={data} time={time} viewer={viewer} />
        </div>
      ))}
    </Section>
  )
}
