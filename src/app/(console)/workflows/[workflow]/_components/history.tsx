import type { DayCell } from '@/services/strip/days'
import type { WorkflowPage } from '@/services/workflow/get'
import { AvailabilityBars, BarsAxis } from '@/ui/chart/availability-bars'
import { DurationHistogram } from '@/ui/chart/duration-histogram'
import { HourOfWeek } from '@/ui/chart/hour-of-week'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { percentWords } from '@/ui/primitives/number'
import { Section } from '@/ui/primitives/section'
import { dayWords, successMeaning } from '../../../_components/figures'

interface Props {
  data: WorkflowPage
  viewer: Viewer
}

/** One bar a plant day. */
export function Days({ data, viewer }: Props) {
  const { m, f, locale } = viewer
  const { days, workflow } = data
  const count = (state: DayCell['state']) => days.filter((day) => day.state === state).length
  const label = f(m.workflow.daysSummary, {
    ok: count('ok'),
    late: count('late'),
    down: count('down'),
    none: count('none'),
  })
  const title = ({ day, succeeded, failed, cancelled }: DayCell) =>
    f(m.workflow.dayTitle, { day: dayWords(day, locale), succeeded, failed, cancelled })
  const rate = workflow.success.ppm
  const aside = rate !== null && (
    <span className="text-13 font-semibold text-ink tabular-nums" title={successMeaning(workflow.success, viewer)}>
      {percentWords(rate, locale)} %
    </span>
  )
  const at = (index: number) => dayWords(days[index]?.day ?? '', locale)
  return (
    <Section title={m.workflow.days} note={m.workflow.daysNote} aside={aside}>
      <div className="pt-3">
        <AvailabilityBars days={days} label={label} dayTitle={title} />
        <BarsAxis from={at(0)} middle={at(Math.floor(days.length / 2))} to={m.workflow.today} />
      </div>
    </Section>
  )
}

/** Which hours of the plant's week break. */
export function Hours({ data, viewer }: Props) {
  const { m, f } = viewer
  const words = m.workflow.weekdays
  const weekdays = [words.d1, words.d2, words.d3, words.d4, words.d5, words.d6, words.d7]
  const broken = data.hours.filter((hour) => hour.failed + hour.broken > 0).length
  return (
    <Section title={m.workflow.hours} note={m.workflow.hoursNote}>
      <div className="pt-3">
        <HourOfWeek
          cells={data.hours}
          weekdays={weekdays}
          label={f(m.workflow.hoursSummary, { broken })}
          cellTitle={({ weekday, hour, runs, failed, broken: times }) =>
            f(m.workflow.hourTitle, {
              weekday: weekdays[weekday - 1] ?? '',
              hour: String(hour).padStart(2, '0'),
              runs,
              failed,
              broken: times,
            })
          }
        />
      </div>
    </Section>
  )
}

/** How long its runs take, against the longest that is allowed. */
export function DurationPicture({ data, viewer }: Props) {
  const { m, f, locale } = viewer
  const { durations, workflow } = data
  const words = (ms: number) => durationWords(ms, locale)
  if (!durations) {
    return (
      <Section title={m.workflow.durations}>
        <p className="py-3 text-ink-3">{m.workflow.durationsNone}</p>
      </Section>
    )
  }
  const limits = workflow.rules.flatMap(({ maxDurationS }) => (maxDurationS === null ? [] : [maxDurationS * 1000]))
  const limit =
    limits.length > 0
      ? [
          {
            atMs: Math.min(...limits),
            label: f(m.workflow.limit, { value: words(Math.min(...limits)) }),
            isLimit: true,
          },
        ]
      : []
  const marks = [
    { atMs: durations.p50Ms, label: `p50 ${words(durations.p50Ms)}` },
    { atMs: durations.p95Ms, label: `p95 ${words(durations.p95Ms)}` },
    ...limit,
  ]
  const label = f(m.workflow.durationsSummary, {
    p50: words(durations.p50Ms),
    p95: words(durations.p95Ms),
    max: words(durations.maxMs),
  })
  return (
    <Section title={m.workflow.durations} note={f(m.workflow.durationsNote, { count: durations.runs })}>
      <div className="pt-3">
        <DurationHistogram bins={durations.bins} marks={marks} label={label} words={words} />
      </div>
    </Section>
  )
}
