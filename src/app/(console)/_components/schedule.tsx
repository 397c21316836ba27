import { describeExpectation } from '@/domain/expectation/describe'
import type { Rule } from '@/services/health/facts'
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

function words(schedule: ScheduleWords, viewer: Viewer): string {
  const { m, f } = viewer
  const t = m.workflow.schedule
  if (schedule.kind === 'daily') return f(t.daily, { times: schedule.times.join(', ') })
  if (schedule.kind === 'cron') {
    const week = cronWords(schedule.cron)
    return week ? weekWords(week, viewer) : f(t.cron, { cron: schedule.cron })
  }
  const templates = { second: t.everySecond, minute: t.everyMinute, hour: t.everyHour, day: t.everyDay }
  return f(templates[schedule.unit], { count: schedule.count })
}

/** When it should run, with its grace, in the reader's words: "every 15 minutes from 06:00 to 22:59, Mon–Fri, grace 5 min". */
export function scheduleSentence(rule: Rule, viewer: Viewer): string {
  const { m, f, locale } = viewer
  const t = m.workflow.schedule
  const described = describeExpectation(rule, rule)
  const when = words(described.schedule, viewer)
  const grace = f(t.grace, { grace: durationWords(described.graceS * 1000, locale) })
  const longest =
    described.maxDurationS === null
      ? []
      : [f(t.longest, { duration: durationWords(described.maxDurationS * 1000, locale) })]
  return [rule.kind === 'interval' ? f(t.interval, { schedule: when }) : when, grace, ...longest].join(', ')
}
