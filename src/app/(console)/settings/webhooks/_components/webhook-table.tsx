'use client'
import type { WebhookLine } from '@/services/webhook/list'
import { useT } from '@/ui/i18n/context'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { WebhookState } from './webhook-state'

/** Every endpoint: where, of whom, and how the last seven days went. */
export function WebhookTable({ endpoints }: { endpoints: readonly WebhookLine[] }) {
  const { t, f } = useT('webhook')
  const columns: Column<WebhookLine>[] = [
    {
      key: 'name',
      header: t.columns.name,
      phone: 'lead',
      cell: ({ id, name }) => (
        <TextLink href={`/settings/webhooks/${id}`} className="font-medium">
          {name}
        </TextLink>
      ),
    },
    { key: 'state', header: t.columns.state, cell: (endpoint) => <WebhookState endpoint={endpoint} /> },
    { key: 'client', header: t.columns.client, cell: ({ clientName }) => clientName ?? t.channels.allClients },
    {
      key: 'url',
      header: t.columns.url,
      cell: ({ url }) => <span className="font-mono text-12 [overflow-wrap:anywhere]">{url}</span>,
    },
    {
      key: 'week',
      header: t.columns.week,
      cell: ({ delivered, failed, waiting }) => f(t.week, { delivered, failed, waiting }),
    },
  ]
  return <DataTable caption={t.title} columns={columns} rows={endpoints} rowKey={({ id }) => id} empty={null} />
}
