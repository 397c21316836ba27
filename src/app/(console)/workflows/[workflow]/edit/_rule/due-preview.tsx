'use client'
import type { PlantCalendar } from '@/domain/calendar/schema'
import { deadlineOf, excuseOf, nextSlot, type Schedule } from '@/domain/expectation/schedule'
import type { ExpectationInput } from '@/domain/expectation/schema'
import { Spec } from '@/domain/expectation/spec'
import { useT } from '@/ui/i18n/context'
import { PlantTime, plantTime } from '@/ui/primitives/plant-time'

const SHOWN = 5

interface Slot {
  due: Date
  deadline: Date
  /** nothing is owed then, and why */
  excuse: string | null
}

/** The next slots by the same arithmetic as the timers'; an interval as if each run succeeded when it was due. */
function slotsOf(rule: ExpectationInput, plant: PlantCalendar | null, now: Date): Slot[] {
  const { kind, zone, graceS, calendar, graceClock } = rule
  const schedule: Schedule = {
    ...{ kind, zone, plant },
    cron: rule.kind === 'cron' ? rule.cron : null,
    intervalS: rule.kind === 'interval' ? rule.intervalS : null,
    spec: Spec.parse({ calendar, graceClock, ...(rule.kind === 'calendar' && { at: rule.at }) }),
  }
  const slots: Slot[] = []
  for (let due = nextSlot(schedule, now); due && slots.length < SHOWN; due = nextSlot(schedule, due)) {
    slots.push({ due, deadline: deadlineOf({ ...schedule, graceS }, due), excuse: excuseOf(schedule, due) })
  }
  return slots
}

function SlotLine({ slot: { due, deadline, excuse }, zone }: { slot: Slot; zone: string }) {
  const { t, f, locale } = useT('registry')
  const words = t.rule
  const note = excuse
    ? f(excuse === 'zone_change' ? words.nextZoneChange : words.nextClosed, {
        rule: excuse.split(':').slice(2).join(':'),
      })
    : f(words.nextItem, { time: plantTime(deadline, { zone, locale }) })
  return (
    <li className="flex flex-wrap gap-x-3">
      <span className={excuse ? 'min-w-40 text-ink-3 line-through' : 'min-w-40'}>
        <PlantTime at={due} zone={zone} locale={locale} detail="full" />
      </span>
      <span className="text-ink-3">{note}</span>
    </li>
  )
}

export interface DuePreviewProps {
  rule: ExpectationInput | null
  plant: PlantCalendar | null
  now: Date
}

/** When the next runs are due and from when they are missed, while the rule is being typed. */
export function DuePreview({ rule, plant, now }: DuePreviewProps) {
  const { t } = useT('registry')
  const words = t.rule
  const slots = rule ? slotsOf(rule, plant, now) : []
  const isNamed = rule?.kind === 'trigger' || rule?.kind === 'list'
  const none = isNamed
    ? words[rule.kind === 'list' ? 'nextListed' : 'nextTriggered']
    : rule
      ? words.nextNever
      : words.nextNone
  return (
    <div aria-live="polite" className="border-line border-y py-2">
      <p className="font-medium text-12 text-ink-2">{words.next}</p>
      {rule && slots.length > 0 ? (
        <ol className="mt-1 grid gap-0.5">
          {slots.map((slot) => (
            <SlotLine key={slot.due.getTime()} slot={slot} zone={rule.zone} />
          ))}
        </ol>
      ) : (
        <p className="text-ink-3">{none}</p>
      )}
      {rule?.kind === 'interval' && <p className="mt-1 text-12 text-ink-3">{words.nextInterval}</p>}
    </div>
  )
}
