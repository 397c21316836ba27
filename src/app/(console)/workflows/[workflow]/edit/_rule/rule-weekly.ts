import { cronWords } from '../../../../_lib/cron-words'
import type { RuleDraft } from './draft'

type Weekly = Pick<RuleDraft, 'kind' | 'everyMin' | 'fromHour' | 'toHour' | 'times' | 'days'>

const PLAIN: Weekly = { kind: 'repeat', everyMin: '15', fromHour: '', toHour: '', times: '06:00', days: [] }

const daysOf = (spans: readonly { from: number; to: number }[]) =>
  spans.flatMap(({ from, to }) => Array.from({ length: Math.max(0, to - from) + 1 }, (_, index) => from + index))

/** The words of a stored pattern; one that words would distort stays a pattern. */
export function weeklyOf(cron: string | null): Weekly {
  if (cron === null) return PLAIN
  const words = cronWords(cron)
  if (!words) return { ...PLAIN, kind: 'cron' }
  const days = daysOf(words.days)
  if (!words.every) return { ...PLAIN, kind: 'daily', times: words.times.join(', '), days }
  const isPlainHour = words.every.unit === 'minute' || (words.between?.from ?? '00:00').endsWith(':00')
  if (!isPlainHour || (words.every.unit === 'hour' && !cron.trim().startsWith('0 ')))
    return { ...PLAIN, kind: 'cron', days }
  const hour = (text: string | undefined) => (text ? String(Number(text.slice(0, 2))) : '')
  return {
    ...PLAIN,
    kind: 'repeat',
    everyMin: String(words.every.count * (words.every.unit === 'hour' ? 60 : 1)),
    fromHour: hour(words.between?.from),
    toHour: hour(words.between?.to),
    days,
  }
}

const HOUR = /^([01]?\d|2[0-3])$/
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/

function hoursOf({ fromHour, toHour }: RuleDraft): string | null {
  const [from, to] = [fromHour.trim(), toHour.trim()]
  if (from === '' && to === '') return '*'
  return HOUR.test(from) && HOUR.test(to) && Number(from) <= Number(to) ? `${Number(from)}-${Number(to)}` : null
}

/** Steps that divide the hour, or whole hours: any other would not be even. */
function repeating(draft: RuleDraft): string | null {
  const [every, hours] = [Number(draft.everyMin), hoursOf(draft)]
  if (!Number.isInteger(every) || every < 1 || hours === null) return null
  if (60 % every === 0 && every < 60) return `*/${every} ${hours}`
  if (every === 60) return `0 ${hours}`
  const step = every / 60
  return Number.isInteger(step) && 24 % step === 0 && hours === '*' ? `0 */${step}` : null
}

/** All at the same minute: a pattern has one minute field for all its hours. */
function fixed(draft: RuleDraft): string | null {
  const times = draft.times
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map((time) => TIME.exec(time))
  const [first] = times
  if (!first || times.some((time) => !time || time[2] !== first[2])) return null
  return `${Number(first[2])} ${times.map((time) => Number(time?.[1])).join(',')}`
}

/** The pattern of a plan in words; null while it is none. */
export function cronOf(draft: RuleDraft): string | null {
  const time = draft.kind === 'daily' ? fixed(draft) : repeating(draft)
  const days = draft.days.length === 0 || draft.days.length === 7 ? '*' : [...draft.days].sort().join(',')
  return time && `${time} * * ${days}`
}
