import { AvailabilityBars, BarsAxis } from '@/ui/chart/availability-bars'
import { DurationHistogram } from '@/ui/chart/duration-histogram'
import { HourOfWeek } from '@/ui/chart/hour-of-week'
import { ImpactBar } from '@/ui/chart/impact-bar'
import type { MarkState } from '@/ui/chart/inks'
import { RunHeatStrip } from '@/ui/chart/run-heat-strip'
import { RunStrip } from '@/ui/chart/run-strip'
import { Sparkline } from '@/ui/chart/sparkline'
import { StripAxis } from '@/ui/chart/strip-axis'
import { localeTag } from '@/ui/i18n/locale'
import { durationWords } from '@/ui/primitives/duration'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { BINS, DAYS, HOURS, NOW, RUNS, SCHEDULED, STRIPS, stripOf, TICKS, WINDOW, ZONE } from '../_lib/sample'
import type { View } from '../_lib/view'

const MARKS: MarkState[] = ['ok', 'running', 'late', 'down', 'excused', 'cancelled', 'expected', 'none']
const FALLING = [99.9, 99.9, 99.8, 99.8, 99.7, 99.7, null, 99.6, 99.6, 99.3]
const CALM = [99.9, 99.9, 99.8, 99.9, 99.9, 99.8, 99.8, 99.9]

/** Strips of several workflows on one axis, one line for now through all of them. */
export function Strips({ m, locale }: View) {
  return (
    <div className="pt-1">
      <div className="grid grid-cols-[minmax(0,1fr)] sm:grid-cols-[14rem_minmax(0,1fr)]">
        <span />
        <StripAxis window={WINDOW} ticks={TICKS} nowLabel={plantTime(NOW, { zone: ZONE, locale })} />
      </div>
      {STRIPS.map(({ name, special }) => (
        <div key={name} className="grid border-line border-b sm:h-8 sm:grid-cols-[14rem_minmax(0,1fr)] sm:items-center">
          <span className="truncate">{name}</span>
          <RunStrip
            window={WINDOW}
            buckets={stripOf(special)}
            scheduled={SCHEDULED}
            label={m.design.charts.stripLabel}
            height={32}
          />
        </div>
      ))}
    </div>
  )
}

function Legend({ m }: View) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-2 pt-3">
      {MARKS.map((state) => (
        <li key={state} className="flex items-end gap-2 text-12 text-ink-3">
          <span className="w-8">
            <RunHeatStrip
              cells={[0, 1, 2].map((i) => ({ key: String(i), state, title: m.design.charts.marks[state] }))}
              label={m.design.charts.marks[state]}
              height={20}
            />
          </span>
          {m.design.charts.marks[state]}
        </li>
      ))}
    </ul>
  )
}

function weekdays(locale: string): string[] {
  const format = new Intl.DateTimeFormat(localeTag(locale), { weekday: 'short', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, i) => format.format(new Date(Date.UTC(2026, 10, 16 + i))))
}

export function Charts(view: View) {
  const { m, f, locale } = view
  const words = m.design.charts
  const day = (iso: string) =>
    new Intl.DateTimeFormat(localeTag(locale), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      new Date(iso),
    )
  const length = (ms: number) => durationWords(ms, locale)
  const marks = [
    { atMs: 9_100, label: `p50 ${length(9_100)}` },
    { atMs: 20_000, label: `p95 ${length(20_000)}` },
    { atMs: 60_000, label: f(words.limit, { limit: length(60_000) }), isLimit: true },
  ]
  return (
    <div className="flex flex-col gap-6 pt-3">
      <Section title={words.strip}>
        <Strips {...view} />
      </Section>
      <Section title={words.legend}>
        <Legend {...view} />
      </Section>
      <Section title={words.days}>
        <div className="pt-3">
          <AvailabilityBars
            days={DAYS}
            label={words.daysLabel}
            dayTitle={(each) => `${day(each.day)}: ${words.marks[each.state]}`}
          />
          <BarsAxis from={day(DAYS[0]?.day ?? '')} middle={day(DAYS[45]?.day ?? '')} to={words.today} />
        </div>
      </Section>
      <div className="grid gap-6 lg:grid-cols-2">
        <Section title={words.hours}>
          <div className="pt-3">
            <HourOfWeek cells={HOURS} weekdays={weekdays(locale)} label={words.hoursLabel} />
          </div>
        </Section>
        <Section title={words.histogram}>
          <div className="pt-3">
            <DurationHistogram bins={BINS} marks={marks} label={words.histogramLabel} words={length} />
          </div>
        </Section>
      </div>
      <Section title={words.runs}>
        <div className="pt-3">
          <RunHeatStrip cells={RUNS} label={words.runsLabel} />
        </div>
      </Section>
      <div className="flex flex-wrap items-center gap-6">
        <span className="text-ink-3">{words.spark}</span>
        <Sparkline values={CALM} label={words.spark} />
        <Sparkline values={FALLING} label={words.sparkLabel} target={99.5} tone="down" />
        <span className="text-ink-3">{words.impact}</span>
        <ImpactBar value={86} />
        <ImpactBar value={12} />
      </div>
    </div>
  )
}
