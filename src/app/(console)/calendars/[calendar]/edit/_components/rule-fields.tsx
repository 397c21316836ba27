'use client'
import type { CalendarRules } from '@/domain/calendar/schema'
import { WeekGrid } from '@/ui/chart/week-grid'
import { useT } from '@/ui/i18n/context'
import { Section } from '@/ui/primitives/section'
import { weekdayNames } from '../../../_components/words'
import { DaysOff } from './days-off'
import { Exceptions } from './exceptions'
import { Import } from './import'
import { RotationFields } from './rotation-fields'
import { ShiftRows } from './shift-rows'

interface Props {
  rules: CalendarRules
  onChange: (part: Partial<CalendarRules>) => void
}

/** Everything a calendar says: the week drawn above its shifts, days off, exceptions, holidays from a file. */
export function RuleFields({ rules, onChange }: Props) {
  const { t, f, locale } = useT('calendar')
  const weeks = rules.rotation ? Array.from({ length: rules.rotation.weeks }, (_, index) => index + 1) : [null]
  return (
    <div className="grid content-start gap-6">
      <Section title={t.edit.shifts} note={t.page.weekNote}>
        <div className="grid gap-3 py-2">
          {weeks.map((week) => (
            <WeekGrid
              key={week ?? 0}
              rules={rules}
              week={week}
              weekdays={weekdayNames(locale)}
              label={week === null ? t.page.week : f(t.page.rotationWeek, { week })}
            />
          ))}
        </div>
        <ShiftRows
          shifts={rules.shifts}
          rotationWeeks={rules.rotation?.weeks ?? null}
          onChange={(shifts) => onChange({ shifts })}
        />
        <RotationFields rules={rules} onChange={onChange} />
      </Section>
      <DaysOff rules={rules} onChange={onChange} />
      <Exceptions exceptions={rules.exceptions} onChange={(exceptions) => onChange({ exceptions })} />
      <Import known={rules.holidays} onAdd={(holidays) => onChange({ holidays })} />
    </div>
  )
}
