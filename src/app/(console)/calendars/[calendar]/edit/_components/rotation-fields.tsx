'use client'
import type { CalendarRules } from '@/domain/calendar/schema'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { TextField } from '../../../../_components/text-field'

const COUNTS = [2, 3, 4, 5, 6, 8]
/** A Monday. */
const ANCHOR = '2026-01-05'

interface Props {
  rules: CalendarRules
  onChange: (part: Partial<CalendarRules>) => void
}

/** How many weeks take turns, and what a day off closes. */
export function RotationFields({ rules, onChange }: Props) {
  const { t, f } = useT('calendar')
  const words = t.edit
  const setWeeks = (count: number) => {
    const rotation = count === 0 ? null : { weeks: count, anchor: rules.rotation?.anchor ?? ANCHOR }
    const shifts = rules.shifts.map(({ weeks, ...shift }) => {
      const kept = weeks?.filter((week) => week <= count)
      return kept && kept.length > 0 ? { ...shift, weeks: kept } : shift
    })
    onChange({ rotation, shifts })
  }
  return (
    <div className="mt-3 grid gap-3 sm:grid-cols-2">
      <Field label={words.rotation}>
        {(control) => (
          <Select
            {...control}
            value={rules.rotation?.weeks ?? 0}
            onChange={(event) => setWeeks(Number(event.target.value))}
          >
            <option value={0}>{words.noRotation}</option>
            {COUNTS.map((count) => (
              <option key={count} value={count}>
                {f(words.rotationOf, { count })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {rules.rotation && (
        <TextField
          label={words.anchor}
          type="date"
          required
          value={rules.rotation.anchor}
          onChange={(anchor) => onChange({ rotation: rules.rotation && { ...rules.rotation, anchor } })}
        />
      )}
      <Field label={words.dayOff}>
        {(control) => (
          <Select
            {...control}
            value={rules.dayOff}
            onChange={(event) => onChange({ dayOff: event.target.value === 'day' ? 'day' : 'shifts' })}
          >
            <option value="shifts">{words.dayOffs.shifts}</option>
            <option value="day">{words.dayOffs.day}</option>
          </Select>
        )}
      </Field>
    </div>
  )
}
