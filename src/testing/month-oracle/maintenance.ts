import { nextDay, type WallClock, weekday } from './minutes'
import type { RawMonth, RawTerms, RawWindow } from './raw'

const MINUTE = 60_000
const HOUR = 3_600_000
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

interface Edition {
  validFrom: number
  requestedAt: number
  approvedAt: number | null
  moved: Map<string, string>
  cancelled: Set<string>
}

interface Occurrence {
  key: string
  from: number
  to: number
  approvedAt: number | null
  noticeMs: number
  scope: RawWindow['scope']
}

const ms = (text: string) => Date.parse(text)

/** Starts of DAILY and WEEKLY rules, day after day. */
function startsOf({ startLocal, rrule }: RawWindow, until: string): string[] {
  if (!rrule) return [startLocal]
  const parts = new Map(rrule.split(';').map((part) => part.split('=') as [string, string]))
  const [first, time] = startLocal.split('T') as [string, string]
  const days = parts
    .get('BYDAY')
    ?.split(',')
    .map((day) => WEEKDAYS.indexOf(day) + 1) ?? [weekday(first)]
  const isWeekly = parts.get('FREQ') === 'WEEKLY'
  if (!isWeekly && parts.get('FREQ') !== 'DAILY') throw new Error(`the oracle does not know ${rrule}`)
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const count = Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY)
  const last = parts.get('UNTIL')?.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3') ?? until
  const monday = nextDay(first, 1 - weekday(first))
  const starts: string[] = []
  for (let day = first; day <= until && day <= last && starts.length < count; day = nextDay(day)) {
    const passed = (Date.parse(day) - Date.parse(isWeekly ? monday : first)) / 86_400_000
    const step = isWeekly ? Math.floor(passed / 7) : passed
    const isDay = isWeekly ? days.includes(weekday(day)) : !parts.has('BYDAY') || days.includes(weekday(day))
    if (isDay && step % interval === 0) starts.push(`${day}T${time}`)
  }
  return starts
}

function editionsOf(window: RawWindow): Edition[] {
  const changes = [
    ...(window.moves ?? []).map(({ to, ...rest }) => ({ ...rest, to })),
    ...(window.cancellations ?? []).map((rest) => ({ ...rest, to: null })),
  ].sort((a, b) => ms(a.requestedAt) - ms(b.requestedAt))
  let last: Edition = {
    validFrom: Number.NEGATIVE_INFINITY,
    requestedAt: ms(window.requestedAt),
    approvedAt: window.approvedAt === null ? null : ms(window.approvedAt),
    moved: new Map(),
    cancelled: new Set(),
  }
  const editions = [last]
  for (const { requestedAt, approvedAt, occurrence, to } of changes) {
    const [moved, cancelled] = [new Map(last.moved), new Set(last.cancelled)]
    if (to === null) {
      moved.delete(occurrence)
      cancelled.add(occurrence)
    } else {
      moved.set(occurrence, to)
      cancelled.delete(occurrence)
    }
    const asked = { requestedAt: ms(requestedAt), approvedAt: approvedAt === null ? null : ms(approvedAt) }
    last = { validFrom: ms(requestedAt), ...asked, moved, cancelled }
    editions.push(last)
  }
  return editions
}

function occurrencesOf(window: RawWindow, clock: WallClock): Occurrence[] {
  const lastDay = clock.minutes.at(-1)?.day ?? ''
  const firstDay = clock.minutes[1440]?.day ?? ''
  const starts = startsOf(window, lastDay)
  const editions = editionsOf(window)
  return editions.flatMap((edition, index) => {
    const until = editions[index + 1]?.validFrom ?? Number.POSITIVE_INFINITY
    return starts.flatMap((start) => {
      if (edition.cancelled.has(start)) return []
      const wall = edition.moved.get(start) ?? start
      if (wall.slice(0, 10) < firstDay || wall.slice(0, 10) >= lastDay) return []
      const from = clock.instant(wall, 'first')
      if (from < edition.validFrom || from >= until) return []
      const { approvedAt, requestedAt } = edition
      const to = from + window.durationS * 1000
      return [{ key: window.key, from, to, approvedAt, noticeMs: from - requestedAt, scope: window.scope }]
    })
  })
}

function refusalOf({ from, approvedAt, noticeMs }: Occurrence, { maintenance }: RawTerms): string | null {
  if (maintenance?.counts === 'in') return 'counts_in'
  if (approvedAt === null) return 'not_approved'
  if (approvedAt >= from) return 'approved_late'
  return noticeMs < (maintenance?.noticeHours ?? 0) * HOUR ? 'short_notice' : null
}

export interface Counted {
  /** does this instant count out for the workflow */
  isOut(workflow: string, at: number): boolean
  /** minutes that count out, and the others by reason; an instant in two windows counts once per reason */
  outMinutes: number
  refused: Record<string, number>
}

/** Goes through the month minute by minute and spends the cap as it goes. */
export function judgeWindows(
  file: RawMonth,
  clock: WallClock,
  month: { from: number; to: number },
  termsAt: (at: number) => RawTerms | null,
): Counted {
  const all = (file.maintenance ?? []).flatMap((window) => occurrencesOf(window, clock))
  const out = new Map<number, Occurrence[]>()
  const refused: Record<string, number> = {}
  let used = 0
  let outMinutes = 0
  for (let at = month.from; at < month.to; at += MINUTE) {
    const terms = termsAt(at)
    const here = all.filter(({ from, to }) => from <= at && at < to)
    if (!terms || here.length === 0) continue
    const cap = terms.maintenance?.monthlyCapMinutes ?? Number.POSITIVE_INFINITY
    const reasons = new Set<string>()
    const good = here.filter((each) => {
      const refusal = refusalOf(each, terms)
      if (refusal) reasons.add(refusal)
      return refusal === null
    })
    if (good.length > 0 && used < cap) {
      used++
      outMinutes++
      out.set(at, good)
    } else if (good.length > 0) reasons.add('over_cap')
    for (const reason of reasons) refused[reason] = (refused[reason] ?? 0) + 1
  }
  const covers = ({ scope }: Occurrence, workflow: string) =>
    scope.kind !== 'workflows' || scope.workflows?.includes(workflow)
  return {
    outMinutes,
    refused,
    isOut: (workflow, at) => (out.get(at - (at % MINUTE)) ?? []).some((each) => covers(each, workflow)),
  }
}
