'use client'
import { deadlineOf, nextDue } from '@/domain/expectation/schedule'
import type { ExpectationInput } from '@/domain/expectation/schema'
import { useT } from '@/ui/i18n/context'
import { PlantTime, plantTime } from '@/ui/primitives/plant-time'

const SHOWN = 5

interface Slot {
  due: Date
  deadline: Date
}

/** The next slots by the same arithmetic as the timers'; an interval as if each run succeeded when it was due. */
function slotsOf(rule: ExpectationInput, now: Date): Slot[] {
  const schedule = {
    kind: rule.kind,
    zone: rule.zone,
    cron: rule.kind === 'cron' ? rule.cron : null,
    intervalS: rule.kind === 'interval' ? rule.intervalS : null,
  }
  const slots: Slot[] = []
  let due = now
  while (slots.length < SHOWN) {
    due = nextDue(schedule, due)
    slots.push({ due, deadline: deadlineOf({ graceS: rule.graceS, zone: rule.zone }, due) })
  }
  return slots
}

/** When the next runs are due and from when they are missed, while the rule is being typed. */
export function DuePreview({ rule, now }: { rule: ExpectationInput | null; now: Date }) {
  const { t, f, locale } = useT('registry')
  const words = t.rule
  return (
    <div aria-live="polite" className="border-line border-y py-2">
      <p className="font-medium text-12 text-ink-2">{words.next}</p>
      {rule ? (
        <ol className="mt-1 grid gap-0.5">
          {slotsOf(rule, now).map(({ due, deadline }) => (
            <li key={due.getTime()} className="flex flex-wrap gap-x-3">
              <span className="min-w-40">
                <PlantTime at={due} zone={rule.zone} locale={locale} detail="full" />
              </span>
              <span className="text-ink-3">
                {f(words.nextItem, { time: plantTime(deadline, { zone: rule.zone, locale }) })}
              </span>
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-ink-3">{words.nextNone}</p>
      )}
      {rule?.kind === 'interval' && <p className="mt-1 text-12 text-ink-3">{words.nextInterval}</p>}
    </div>
  )
}
