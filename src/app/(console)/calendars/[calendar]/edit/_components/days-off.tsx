'use client'
import type { CalendarRules } from '@/domain/calendar/schema'
import { useT } from '@/ui/i18n/context'
import { TextField } from '../../../../_components/text-field'
import { RowList } from './row-list'

interface Props {
  rules: CalendarRules
  onChange: (part: Partial<CalendarRules>) => void
}

/** Holidays and shutdowns. */
export function DaysOff({ rules, onChange }: Props) {
  const words = useT('calendar').t.edit
  return (
    <>
      <RowList
        title={words.holidays}
        add={words.addHoliday}
        rows={rules.holidays}
        fresh={{ date: '', name: '' }}
        onChange={(holidays) => onChange({ holidays })}
      >
        {(row, change) => (
          <>
            <TextField label={words.date} type="date" required value={row.date} onChange={(date) => change({ date })} />
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
      <RowList
        title={words.shutdowns}
        add={words.addShutdown}
        rows={rules.shutdowns}
        fresh={{ from: '', to: '', name: '' }}
        onChange={(shutdowns) => onChange({ shutdowns })}
      >
        {(row, change) => (
          <>
            <TextField
              label={words.first}
              type="date"
              required
              value={row.from}
              onChange={(from) => change({ from })}
            />
            <TextField
              label={words.last}
              type="date"
              required
              min={row.from}
              value={row.to}
              onChange={(to) => change({ to })}
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
    </>
  )
}
