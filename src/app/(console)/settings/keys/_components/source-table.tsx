'use client'
import type { SourceItem } from '@/services/source/list'
import { useT } from '@/ui/i18n/context'
import { Numeral } from '@/ui/primitives/number'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import { RowActions } from '../../_components/row-actions'
import { EditRules } from './edit-rules'

const COUNTS = ['accepted', 'duplicates', 'conflicts', 'rejected'] as const

/** What brings events, what came of them, and what of them is kept out. */
export function SourceTable({ sources, zone }: { sources: readonly SourceItem[]; zone: string }) {
  const { t, locale } = useT('source')
  const counts = COUNTS.map(
    (count): Column<SourceItem> => ({
      key: count,
      header: t.columns[count],
      align: 'right',
      cell: (source) => <Numeral value={source[count]} locale={locale} />,
    }),
  )
  const columns: Column<SourceItem>[] = [
    {
      key: 'name',
      header: t.columns.name,
      phone: 'lead',
      cell: ({ name }) => <span className="font-medium">{name}</span>,
    },
    { key: 'client', header: t.columns.client, cell: ({ clientName }) => clientName },
    ...counts,
    { key: 'rules', header: t.columns.rules, cell: (source) => <Rules source={source} zone={zone} /> },
    {
      key: 'actions',
      header: '',
      align: 'right',
      cell: (source) => (
        <RowActions>
          <EditRules source={source} />
        </RowActions>
      ),
    },
  ]
  return (
    <Section title={t.title} note={t.note} className="mt-10">
      <DataTable caption={t.title} columns={columns} rows={sources} rowKey={({ sourceId }) => sourceId} empty={null} />
    </Section>
  )
}

function Rules({ source: { rules, rulesAt, rulesBy }, zone }: { source: SourceItem; zone: string }) {
  const { t, f, locale } = useT('source')
  const words = rules.length > 0 ? f(t.count, { count: rules.length }) : t.none
  const time = rulesAt && plantTime(rulesAt, { zone, locale, detail: 'full' })
  return (
    <span>
      <span className={rules.length > 0 ? '' : 'text-ink-3'}>{words}</span>
      {time && <span className="text-12 text-ink-3"> {f(t.setBy, { name: rulesBy ?? '', time })}</span>}
    </span>
  )
}
