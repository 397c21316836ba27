import type { AuditRow } from '@/services/audit/entry'
import type { Viewer } from '@/ui/i18n/server'
import { PlantTime } from '@/ui/primitives/plant-time'
import { type Column, DataTable } from '@/ui/table/data-table'

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

/** A value as people read it; objects stay JSON. */
function valueWords(value: unknown, nothing: string): string {
  if (isEmpty(value)) return nothing
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The fields that say something: what was empty and stayed so is left out. */
function fieldsOf({ before, after }: AuditRow): string[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names.filter((name) => !isEmpty(before?.[name]) || !isEmpty(after?.[name]))
}

/** Each changed field: struck old value, new value. A creation has only new ones and reads as one line of facts. */
function Diff({ row, viewer: { m } }: { row: AuditRow; viewer: Viewer }) {
  return (
    <dl className={row.before ? 'min-w-0' : 'flex min-w-0 flex-wrap gap-x-4'}>
      {fieldsOf(row).map((name) => (
        <div key={name} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            {row.before && name in row.before && (
              <del className="text-ink-3" title={m.audit.before}>
                {valueWords(row.before[name], m.audit.nothing)}
              </del>
            )}{' '}
            {row.after && name in row.after && (
              <ins className="no-underline" title={m.audit.after}>
                {valueWords(row.after[name], m.audit.nothing)}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The entry's place in the chain; its whole fingerprint on demand. */
function Chain({ row, viewer: { m, f } }: { row: AuditRow; viewer: Viewer }) {
  return (
    <details>
      <summary title={f(m.audit.details, { seq: row.seq.toString() })} className="font-mono text-12 text-ink-3">
        {row.hash.slice(0, 8)}
      </summary>
      <p className="max-w-64 font-mono text-11 [overflow-wrap:anywhere]">{row.hash}</p>
      {row.requestId && (
        <p className="max-w-64 text-11 text-ink-3 [overflow-wrap:anywhere]">
          {m.audit.request} <span className="font-mono">{row.requestId}</span>
        </p>
      )}
    </details>
  )
}

function columnsOf(zone: string, viewer: Viewer): Column<AuditRow>[] {
  const { m, f, locale } = viewer
  const words = m.audit.columns
  const top = 'align-top py-1.5'
  return [
    {
      key: 'seq',
      header: words.seq,
      className: `sm:w-16 tabular-nums text-ink-3 ${top}`,
      cell: ({ seq }) => seq.toString(),
    },
    {
      key: 'at',
      header: words.at,
      className: `sm:w-36 ${top}`,
      cell: ({ at }) => <PlantTime at={at} zone={zone} locale={locale} detail="full" />,
    },
    {
      key: 'actor',
      header: words.actor,
      className: `sm:w-40 ${top}`,
      cell: ({ actorName, actorKind }) => (
        <>
          {actorName}{' '}
          <span className="text-12 text-ink-3">
            {m.audit.actorKinds[actorKind as keyof typeof m.audit.actorKinds] ?? actorKind}
          </span>
        </>
      ),
    },
    {
      key: 'action',
      header: words.action,
      phone: 'lead',
      className: `sm:w-48 ${top}`,
      cell: ({ action }) => <span className="font-mono text-12">{action}</span>,
    },
    {
      key: 'subject',
      header: words.subject,
      className: top,
      cell: ({ subjectName, clientName }) => (
        <>
          {subjectName}
          {clientName && clientName !== subjectName && <span className="block text-12 text-ink-3">{clientName}</span>}
        </>
      ),
    },
    {
      key: 'change',
      header: words.change,
      className: top,
      cell: (row) => (
        <>
          <Diff row={row} viewer={viewer} />
          {row.reason && <p className="text-ink-2">{f(m.audit.reason, { reason: row.reason })}</p>}
        </>
      ),
    },
    {
      key: 'hash',
      header: m.audit.hash,
      className: `sm:w-28 ${top}`,
      phone: 'hide',
      cell: (row) => <Chain row={row} viewer={viewer} />,
    },
  ]
}

export function AuditTable({
  rows,
  zone,
  viewer,
  empty,
}: {
  rows: readonly AuditRow[]
  zone: string
  viewer: Viewer
  empty: React.ReactNode
}) {
  return (
    <DataTable
      caption={viewer.m.audit.title}
      columns={columnsOf(zone, viewer)}
      rows={rows}
      rowKey={({ seq }) => seq.toString()}
      empty={empty}
    />
  )
}
