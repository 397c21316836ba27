'use client'
import type { ReactNode } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Section } from '@/ui/primitives/section'

interface Props<Row> {
  title: string
  add: string
  rows: readonly Row[]
  fresh: Row
  onChange: (rows: Row[]) => void
  children: (row: Row, change: (part: Partial<Row>) => void) => ReactNode
}

/** A list of dated rules: fields in a line, one button to take it out, one to add. */
export function RowList<Row extends object>({ title, add, rows, fresh, onChange, children }: Props<Row>) {
  const { t } = useT('calendar')
  return (
    <Section title={title}>
      <div className="grid gap-2 py-2">
        {rows.length === 0 && <p className="text-ink-3">{t.edit.none}</p>}
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name while it is written
          <div key={index} className="flex flex-wrap items-end gap-x-3 gap-y-1 border-line border-b pb-2">
            {children(row, (part) => onChange(rows.map((each, i) => (i === index ? { ...each, ...part } : each))))}
            <Button type="button" look="ghost" onClick={() => onChange(rows.filter((_, i) => i !== index))}>
              {t.edit.remove}
            </Button>
          </div>
        ))}
        <Button type="button" className="justify-self-start" onClick={() => onChange([...rows, fresh])}>
          {add}
        </Button>
      </div>
    </Section>
  )
}
