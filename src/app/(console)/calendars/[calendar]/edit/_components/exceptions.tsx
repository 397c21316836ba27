'use client'
import type { CalendarException } from '@/domain/calendar/schema'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { TextField } from '../../../../_components/text-field'
import { RowList } from './row-list'

const FRESH: CalendarException = { kind: 'open', date: '', from: '06:00', to: '14:00', name: '' }

/** Single hours that are open or closed against every other rule. */
export function Exceptions({
  exceptions,
  onChange,
}: {
  exceptions: readonly CalendarException[]
  onChange: (rows: CalendarException[]) => void
}) {
  const words = useT('calendar').t.edit
  return (
    <RowList title={words.exceptions} add={words.addException} rows={exceptions} fresh={FRESH} onChange={onChange}>
      {(row, change) => (
        <>
          <Field label={words.kinds.open}>
            {(control) => (
              <Select
                {...control}
                value={row.kind}
                onChange={(event) => change({ kind: event.target.value === 'closed' ? 'closed' : 'open' })}
              >
                <option value="open">{words.kinds.open}</option>
                <option value="closed">{words.kinds.closed}</option>
              </Select>
            )}
          </Field>
          <TextField label={words.date} type="date" required value={row.date} onChange={(date) => change({ date })} />
          <TextField label={words.from} type="time" required value={row.from} onChange={(from) => change({ from })} />
          <TextField
            label={words.to}
            type="time"
            required
            value={row.to === '24:00' ? '00:00' : row.to}
            onChange={(to) => change({ to: to === '00:00' ? '24:00' : to })}
          />
          <TextField
            label={words.name}
            required
            maxLength={80}
            value={row.name}
            onChange={(name) => change({ name })}
          />
        </>
      )}
    </RowList>
  )
}
