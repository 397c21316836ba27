'use client'
import type { RotationHours } from '@/domain/rotation/schema'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Checkbox, TextInput } from '@/ui/primitives/inputs'

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
const OFFICE: RotationHours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }

interface Props {
  hours: readonly RotationHours[]
  onChange: (hours: RotationHours[]) => void
}

/** When the rotation answers at all. */
export function HoursFields({ hours, onChange }: Props) {
  const { t } = useT('onCall')
  const words = t.form
  const change = (index: number, part: Partial<RotationHours>) =>
    onChange(hours.map((each, at) => (at === index ? { ...each, ...part } : each)))
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-12 font-medium text-ink-2">{words.hours}</legend>
      <p className="text-12 text-ink-3">{words.hoursHint}</p>
      {hours.map((each, index) => (
        // The rows have no name of their own, and only their place tells them apart.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className="grid gap-2 border-line border-b pb-2">
          <div className="flex flex-wrap gap-x-4">
            {DAYS.map((day) => (
              <Checkbox
                key={day}
                label={words.days[day]}
                checked={each.days.includes(day)}
                onChange={({ target }) =>
                  change(index, {
                    days: DAYS.filter((other) => (other === day ? target.checked : each.days.includes(other))),
                  })
                }
              />
            ))}
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <TextInput
              type="time"
              required
              className="max-w-28"
              aria-label={words.fromTime}
              value={each.from}
              onChange={({ target }) => change(index, { from: target.value })}
            />
            <TextInput
              type="time"
              required
              className="max-w-28"
              aria-label={words.toTime}
              value={each.to}
              onChange={({ target }) => change(index, { to: target.value })}
            />
            <Button look="ghost" onClick={() => onChange(hours.filter((_, at) => at !== index))}>
              {words.remove}
            </Button>
          </div>
        </div>
      ))}
      <Button className="justify-self-start" onClick={() => onChange([...hours, OFFICE])}>
        {words.addHours}
      </Button>
    </fieldset>
  )
}
