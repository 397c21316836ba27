'use client'
import { useMutation } from '@tanstack/react-query'
import type { PackRow } from '@/services/pack/store'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button, buttonClass } from '@/ui/primitives/button'
import { EmptyState } from '@/ui/primitives/empty-state'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { RowActions } from '../../settings/_components/row-actions'
import { useOutcome } from '../../settings/_components/use-outcome'
import { HowToCheck } from './how-to-check'
import { useProgress } from './use-progress'

/** Where the build stands; a failed one says why. */
function PackState({ pack: { status, done, total, problem } }: { pack: PackRow }) {
  const { t, f } = useT('proof')
  const words = t.packs
  if (status === 'ready') return <State kind="resolved">{words.ready}</State>
  if (status === 'building') return <State kind="running">{f(words.building, { done, total })}</State>
  return (
    <span className="block">
      <State kind="down">{words.failed}</State>
      <span className="block text-12 text-ink-2">{problem}</span>
    </span>
  )
}

function Actions({ pack }: { pack: PackRow }) {
  const { t } = useT('proof')
  const outcome = useOutcome()
  const build = useMutation(
    useApi().pack.build.mutationOptions({ onSuccess: outcome.refresh, onError: outcome.failed }),
  )
  const { id, clientId, month, status } = pack
  return (
    <RowActions>
      {status === 'failed' && (
        <Button look="ghost" isPending={build.isPending} onClick={() => build.mutate({ clientId, month })}>
          {t.packs.again}
        </Button>
      )}
      {status === 'ready' && (
        <>
          <HowToCheck pack={pack} />
          <a className={buttonClass('ghost')} href={`/packs/${id}/file`} download>
            {t.packs.download}
          </a>
        </>
      )}
    </RowActions>
  )
}

/** Packs, the latest first; one that is being built moves by itself. */
export function PackTable({ rows, zone }: { rows: readonly PackRow[]; zone: string }) {
  const { t, f, locale } = useT('proof')
  const words = t.packs
  useProgress(rows.some(({ status }) => status === 'building'))
  const columns: Column<PackRow>[] = [
    { key: 'state', header: words.columns.state, className: 'sm:w-48', cell: (pack) => <PackState pack={pack} /> },
    { key: 'client', header: words.columns.client, phone: 'lead', cell: ({ clientName }) => clientName },
    {
      key: 'month',
      header: words.columns.month,
      cell: ({ month, revision }) => (
        <>
          <span className="tabular-nums">{month}</span>{' '}
          <span className="text-12 text-ink-3">{revision > 0 ? f(words.addendum, { revision }) : words.frozen}</span>
        </>
      ),
    },
    {
      key: 'asked',
      header: words.columns.asked,
      cell: ({ requestedAt, requestedBy }) => (
        <>
          {plantTime(requestedAt, { zone, locale, detail: 'full' })}{' '}
          <span className="text-12 text-ink-3">{f(words.by, { name: requestedBy })}</span>
        </>
      ),
    },
    {
      key: 'checkpoint',
      header: words.columns.checkpoint,
      className: 'sm:w-24 tabular-nums',
      cell: ({ checkpointNumber }) => checkpointNumber ?? '',
    },
    {
      key: 'size',
      header: words.columns.size,
      align: 'right',
      className: 'sm:w-24 tabular-nums',
      cell: ({ bytes }) => (bytes === null ? '' : f(words.bytes, { kb: Math.ceil(bytes / 1000) })),
    },
    { key: 'actions', header: '', className: 'sm:w-72', cell: (pack) => <Actions pack={pack} /> },
  ]
  return (
    <DataTable
      caption={words.title}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={words.emptyTitle}>{words.emptyHint}</EmptyState>}
    />
  )
}
