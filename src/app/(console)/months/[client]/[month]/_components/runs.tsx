import type { ConformanceFigures, GapFigures } from '@/domain/month/figures'
import type { Viewer } from '@/ui/i18n/server'
import { Numeral } from '@/ui/primitives/number'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import type { PartProps } from './of'

const VERDICTS = ['approved', 'unapproved', 'zombie', 'unidentified'] as const

function columnsOf({ m, locale }: Viewer): Column<ConformanceFigures>[] {
  const words = m.month.statement
  return [
    { key: 'workflow', header: words.workflow, phone: 'lead', cell: ({ name }) => name },
    ...VERDICTS.map((key): Column<ConformanceFigures> => {
      return {
        key,
        header: words[key],
        align: 'right',
        cell: (row) => (
          <span className={key !== 'approved' && row[key] > 0 ? 'font-medium text-late-ink' : undefined}>
            <Numeral value={row[key]} locale={locale} />
          </span>
        ),
      }
    }),
  ]
}

function gapWords({ runs, from, to }: GapFigures, zone: string, { m, f, locale }: Viewer): string {
  const words = m.month.statement
  const when = (at: string) => plantTime(new Date(at), { zone, locale, detail: 'full' })
  return from && to ? f(words.gap, { count: runs, from: when(from), to: when(to) }) : f(words.gapOpen, { count: runs })
}

/** Approved versus ran, and what nobody can know any more. */
export function RunSection({ data: { figures }, viewer }: PartProps) {
  const words = viewer.m.month.statement
  return (
    <>
      <Section title={words.conformance}>
        <DataTable
          caption={words.conformance}
          columns={columnsOf(viewer)}
          rows={figures.conformance}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/workflows/${id}`}
          empty={<p className="py-2 text-ink-2">{words.noConformance}</p>}
        />
      </Section>
      {figures.gaps.length > 0 && (
        <Section title={words.gaps}>
          <ul className="pt-2">
            {figures.gaps.map((gap) => (
              <li key={gap.id}>{gapWords(gap, figures.zone, viewer)}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
