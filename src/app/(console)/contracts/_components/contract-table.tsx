import type { ContractLine } from '@/services/contract/list'
import type { Viewer } from '@/ui/i18n/server'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { dateWords, moneyWords, PHASE_GLYPHS } from './words'

function columnsOf({ m, f, locale }: Viewer): Column<ContractLine>[] {
  const words = m.contract.columns
  return [
    {
      key: 'state',
      header: words.state,
      className: 'sm:w-28',
      cell: ({ phase }) => <State kind={PHASE_GLYPHS[phase]}>{m.contract.phases[phase]}</State>,
    },
    { key: 'name', header: words.name, phone: 'lead', cell: ({ name }) => name },
    {
      key: 'client',
      header: words.client,
      cell: ({ client }) => (
        <TextLink quiet href={`/clients/${client.slug}`} className="relative z-10 text-ink-2">
          {client.name}
        </TextLink>
      ),
    },
    {
      key: 'version',
      header: words.version,
      cell: ({ version, versions, planned }) => (
        <span>
          {version && f(m.contract.of, { number: String(version.number), count: versions })}
          {planned && planned.number !== version?.number && (
            <span className="text-12 text-ink-3">
              {' · '}
              {f(m.contract.plannedLine, {
                number: String(planned.number),
                day: dateWords(planned.effectiveFrom, locale),
              })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'objectives',
      header: words.objectives,
      align: 'right',
      cell: ({ version }) => version?.terms.objectives.length ?? 0,
    },
    {
      key: 'fee',
      header: words.fee,
      align: 'right',
      cell: ({ version }) => (version ? moneyWords(version.terms.feeMinor, version.terms.currency, locale) : '–'),
    },
  ]
}

/** Contracts with what is in force and what comes; every row opens its terms. */
export function ContractTable(props: { rows: readonly ContractLine[]; viewer: Viewer; empty: React.ReactNode }) {
  return (
    <DataTable
      caption={props.viewer.m.contract.title}
      columns={columnsOf(props.viewer)}
      rows={props.rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/contracts/${id}`}
      empty={props.empty}
    />
  )
}
