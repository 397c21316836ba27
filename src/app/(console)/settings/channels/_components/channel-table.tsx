'use client'
import type { ChannelLine } from '@/services/channel/list'
import { useT } from '@/ui/i18n/context'
import { PlantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { ChannelActions } from './channel-actions'

/** Every channel: whether it works, what it leads to, and a button that tries it. */
export function ChannelTable({ channels, zone }: { channels: readonly ChannelLine[]; zone: string }) {
  const { t, locale } = useT('webhook')
  const words = t.channels
  const columns: Column<ChannelLine>[] = [
    {
      key: 'name',
      header: words.columns.name,
      phone: 'lead',
      cell: ({ id, name }) => (
        <TextLink href={`/settings/channels/${id}`} className="font-medium">
          {name}
        </TextLink>
      ),
    },
    { key: 'state', header: words.columns.state, cell: (channel) => <ChannelState channel={channel} /> },
    { key: 'kind', header: words.columns.kind, cell: ({ kind }) => words.kinds[kind] },
    { key: 'client', header: words.columns.client, cell: ({ clientName }) => clientName ?? words.allClients },
    {
      key: 'address',
      header: words.columns.address,
      cell: ({ hint }) => <span className="font-mono text-12">{hint}</span>,
    },
    {
      key: 'last',
      header: words.columns.last,
      cell: ({ lastSentAt }) =>
        lastSentAt ? <PlantTime at={lastSentAt} zone={zone} locale={locale} detail="full" /> : words.never,
    },
    { key: 'actions', header: '', align: 'right', cell: (channel) => <ChannelActions channel={channel} /> },
  ]
  return <DataTable caption={words.title} columns={columns} rows={channels} rowKey={({ id }) => id} empty={null} />
}

/** Paused, in trouble with what went wrong, or ready. */
function ChannelState({ channel: { isPaused, problem } }: { channel: ChannelLine }) {
  const { t } = useT('webhook')
  if (isPaused) return <State kind="paused">{t.channels.paused}</State>
  if (!problem) return <State kind="ok">{t.channels.ready}</State>
  return (
    <span title={problem}>
      <State kind="late">{t.channels.troubled}</State>
    </span>
  )
}
