import { describeExpectation } from '@/domain/expectation/describe'
import type { Rule } from '@/services/health/facts'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'

type ScheduleWords = ReturnType<typeof describeExpectation>['schedule']

function words(schedule: ScheduleWords, { m, f }: Viewer): string {
  const t = m.workflow.schedule
  if (schedule.kind === 'daily') return f(t.daily, { times: schedule.times.join(', ') })
  if (schedule.kind === 'cron') return f(t.cron, { cron: schedule.cron })
  const templates = { second: t.everySecond, minute: t.everyMinute, hour: t.everyHour, day: t.everyDay }
  return f(templates[schedule.unit], { count: schedule.count })
}

/** When it should run, with its grace, in the reader's words: "every 15 minutes, grace 5 min". */
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
