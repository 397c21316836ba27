'use client'
import type { Shift } from '@/domain/calendar/schema'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { TextField } from '../../../../_components/text-field'
import { weekdayNames } from '../../../_components/words'
import { Toggles } from './toggles'

interface Props {
  shifts: readonly Shift[]
  /** null: every week the same */
  rotationWeeks: number | null
  onChange: (shifts: Shift[]) => void
}

const NEW: Shift = { name: '', days: [1, 2, 3, 4, 5], from: '06:00', to: '14:00' }

/** One row per shift: name, from, to, days, and in a rotation its weeks. 00:00 as an end is midnight. */
export function ShiftRows({ shifts, rotationWeeks, onChange }: Props) {
  const { t, locale } = useT('calendar')
  const words = t.edit
  const change = (index: number, part: Partial<Shift>) =>
    onChange(shifts.map((shift, i) => (i === index ? { ...shift, ...part } : shift)))
  const days = weekdayNames(locale).map((label, index) => ({ value: index + 1, label }))
  const weeks = Array.from({ length: rotationWeeks ?? 0 }, (_, index) => ({
    value: index + 1,
    label: String(index + 1),
  }))
  return (
    <div className="grid gap-3">
      {shifts.map((shift, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name while it is written
        <fieldset key={index} className="flex flex-wrap items-end gap-x-3 gap-y-2 border-line border-b pb-3">
          <legend className="sr-only">{shift.name || words.shiftName}</legend>
          <div className="w-36">
            <TextField
              label={words.shiftName}
              required
              maxLength={80}
              value={shift.name}
              onChange={(name) => change(index, { name })}
            />
          </div>
          <TextField
            label={words.from}
            type="time"
            required
            value={shift.from}
            onChange={(from) => change(index, { from })}
          />
          <TextField
            label={shift.to <= shift.from ? `${words.to} (${words.nextDay})` : words.to}
            type="time"
            required
            value={shift.to === '24:00' ? '00:00' : shift.to}
            onChange={(to) => change(index, { to: to === '00:00' ? '24:00' : to })}
          />
          <Toggles
            legend={words.days}
            options={days}
            chosen={shift.days}
            onChange={(chosen) => change(index, { days: chosen })}
          />
          {rotationWeeks !== null && (
            <Toggles
              legend={words.weeks}
              options={weeks}
              chosen={shift.weeks ?? weeks.map(({ value }) => value)}
              onChange={(chosen) => change(index, { weeks: chosen })}
            />
          )}
          <Button type="button" look="ghost" onClick={() => onChange(shifts.filter((_, i) => i !== index))}>
            {words.remove}
          </Button>
        </fieldset>
      ))}
      <Button type="button" className="justify-self-start" onClick={() => onChange([...shifts, NEW])}>
        {words.addShift}
      </Button>
    </div>
  )
}
