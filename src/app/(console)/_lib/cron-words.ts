/** A weekly pattern that has plain words: a step or a fixed time, within hours, on some days. */
export interface CronWords {
  every: { count: number; unit: 'minute' | 'hour' } | null
  /** fixed times, when it does not repeat within the day */
  times: string[]
  between: { from: string; to: string } | null
  /** 1 = Monday; empty = every day */
  days: { from: number; to: number }[]
}

const two = (value: number) => String(value).padStart(2, '0')

function daysOf(field: string): CronWords['days'] | null {
  if (field === '*') return []
  const parts = field.split(',').map((part) => /^([0-7])(?:-([0-7]))?$/.exec(part))
  const day = (text: string) => (text === '0' ? 7 : Number(text))
  const days = parts.map((part) => (part?.[1] ? { from: day(part[1]), to: day(part[2] ?? part[1]) } : null))
  return days.every((each) => each !== null) ? days : null
}

/** Null for a pattern that plain words would distort: then the pattern itself is shown. */
export function cronWords(cron: string): CronWords | null {
  const [minute = '', hour = '', day, month, weekday = ''] = cron.trim().split(/\s+/)
  const days = daysOf(weekday)
  if (day !== '*' || month !== '*' || !days) return null
  const step = minute === '*' ? 1 : Number(/^\*\/(\d+)$/.exec(minute)?.[1] ?? 0)
  const at = /^\d+$/.test(minute) ? Number(minute) : null
  const range = /^(\d+)-(\d+)$/.exec(hour)
  const hours = range ? { from: Number(range[1]), to: Number(range[2]) } : null
  if (step > 0 && 60 % step === 0 && (hour === '*' || hours)) {
    return {
      every: { count: step, unit: 'minute' },
      times: [],
      between: hours && { from: `${two(hours.from)}:00`, to: `${two(hours.to)}:59` },
      days,
    }
  }
  if (at === null) return null
  if (hour === '*' || hours) {
    return {
      every: { count: 1, unit: 'hour' },
      times: [],
      between: hours && { from: `${two(hours.from)}:${two(at)}`, to: `${two(hours.to)}:${two(at)}` },
      days,
    }
  }
  if (!/^\d+(,\d+)*$/.test(hour)) return null
  return {
    every: null,
    times: hour
      .split(',')
      .map((each) => `${two(Number(each))}:${two(at)}`)
      .sort(),
    between: null,
    days,
  }
}
