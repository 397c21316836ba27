import { assertionText } from '@/domain/expectation/assertion'
import { describeExpectation } from '@/domain/expectation/describe'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { type CronWords, cronWords } from '../_lib/cron-words'

type ScheduleWords = ReturnType<typeof describeExpectation>['schedule']

function weekWords({ every, times, between, days }: CronWords, { m, f }: Viewer): string {
  const t = m.workflow.schedule
  const names = m.workflow.weekdays
  const day = (number: number) =>
    [names.d1, names.d2, names.d3, names.d4, names.d5, names.d6, names.d7][number - 1] ?? ''
  const base = every
    ? f(every.unit === 'hour' ? t.everyHour : t.everyMinute, { count: every.count })
    : f(t.daily, { times: times.join(', ') })
  const within = between ? f(t.between, { schedule: base, ...between }) : base
  const on = days.map(({ from, to }) => (from === to ? day(from) : `${day(from)}–${day(to)}`)).join(', ')
  return on ? f(t.days, { schedule: within, days: on }) : within
}

type AnchorWords = Extract<ScheduleWords, { kind: 'calendar' }>

function anchorWords({ at }: AnchorWords, { m, f }: Viewer): string {
  const t = m.expectation.schedule
  if (at.anchor === 'working_day') return f(t.workingDay, { time: at.time })
  const shift = at.shift === null ? t.everyShift : f(t.shift, { name: at.shift })
  const isStart = at.anchor === 'shift_start'
  if (at.offsetMin === 0) return f(isStart ? t.atShiftStart : t.atShiftEnd, { shift })
  return f(isStart ? t.shiftStart : t.shiftEnd, { min: at.offsetMin, shift })
}

function triggerWords(
  { trigger }: Extract<ScheduleWords, { kind: 'trigger' }>,
  workflow: string,
  viewer: Viewer,
): string {
  const { m, f, locale } = viewer
  const t = m.expectation.schedule
  const span = durationWords(trigger.withinS * 1000, locale)
  const within = trigger.withinClock === 'plant' ? f(t.plantMinutes, { duration: span }) : span
  const schedule = f(trigger.on === 'failed' ? t.afterFailure : t.after, { within, workflow })
  return trigger.key === null ? schedule : f(t.sameKey, { schedule, key: trigger.key })
}

function words(schedule: ScheduleWords, triggerName: string | null, viewer: Viewer): string {
  const { m, f } = viewer
  const t = m.workflow.schedule
  switch (schedule.kind) {
    case 'daily':
      return f(t.daily, { times: schedule.times.join(', ') })
    case 'cron': {
      const week = cronWords(schedule.cron)
      return week ? weekWords(week, viewer) : f(t.cron, { cron: schedule.cron })
    }
    case 'calendar':
      return anchorWords(schedule, viewer)
    case 'trigger':
      return triggerWords(schedule, triggerName ?? '…', viewer)
    case 'list': {
      const own = m.expectation.schedule
      return schedule.key === null ? own.listed : f(own.listedBy, { key: schedule.key })
    }
    case 'every': {
      const templates = { second: t.everySecond, minute: t.everyMinute, hour: t.everyHour, day: t.everyDay }
      return f(templates[schedule.unit], { count: schedule.count })
    }
  }
}

type SpokenRule = Parameters<typeof describeExpectation>[0] & { dueAt: Date | null; triggerName: string | null }

/** When it should run, with its grace, in the reader's words: "every 15 minutes from 06:00 to 22:59, Mon–Fri, grace 5 min". */
export function scheduleSentence(rule: SpokenRule, viewer: Viewer): string {
  const { m, f, locale } = viewer
  const t = m.workflow.schedule
  const own = m.expectation.schedule
  const described = describeExpectation(rule, rule)
  const when = words(described.schedule, rule.triggerName, viewer)
  const duration = (seconds: number) => durationWords(seconds * 1000, locale)
  const grace = duration(described.graceS)
  const { spec } = rule
  return [
    rule.kind === 'interval' ? f(t.interval, { schedule: when }) : when,
    ...(spec.calendar === 'plant' ? [own.inPlantTime] : []),
    f(t.grace, { grace: spec.graceClock === 'plant' ? f(own.plantMinutes, { duration: grace }) : grace }),
    ...(spec.startS === null ? [] : [f(own.start, { duration: duration(spec.startS) })]),
    ...(described.maxDurationS === null ? [] : [f(t.longest, { duration: duration(described.maxDurationS) })]),
    ...spec.assertions.map(assertionText),
  ].join(', ')
}
