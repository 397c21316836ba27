'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyItem } from '@/services/source/list-keys'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { ConfirmByName } from '@/ui/primitives/confirm-by-name'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { RowActions } from '../../_components/row-actions'
import { useOutcome } from '../../_components/use-outcome'

const isOver = ({ revokedAt, isExpired }: KeyItem) => revokedAt !== null || isExpired

/** Every key without its secret; live ones first, those that ended in grey. */
export function KeyTable({ keys, zone }: { keys: readonly KeyItem[]; zone: string }) {
  const { t, f, locale } = useT('keys')
  const time = (at: Date | null, none: string) =>
    at ? plantTime(at, { zone, locale, detail: 'full' }) : <span className="text-ink-3">{none}</span>
  const opens = ({ scopes, workflowName }: KeyItem) =>
    workflowName ? f(t.pingsOf, { workflow: workflowName }) : scopes.map((scope) => t.scopes[scope]).join(', ')
  const columns: Column<KeyItem>[] = [
    { key: 'state', header: t.columns.state, cell: (key) => <KeyState apiKey={key} /> },
    {
      key: 'name',
      header: t.columns.name,
      phone: 'lead',
      cell: (key) => <span className={isOver(key) ? 'text-ink-3' : 'font-medium'}>{key.name}</span>,
    },
    { key: 'client', header: t.columns.client, cell: ({ clientName }) => clientName },
    {
      key: 'opens',
      header: t.columns.opens,
      cell: (key) => (
        <span>
          {opens(key)}
          {key.kind === 'api' && <span className="text-ink-3"> {f(t.source, { source: key.sourceName })}</span>}
        </span>
      ),
    },
    {
      key: 'key',
      header: t.columns.key,
      cell: ({ kind, keyId }) => (
        <span className="whitespace-nowrap font-mono text-12">{`${kind === 'ping' ? 'pk' : 'ak'}_${keyId}_…`}</span>
      ),
    },
    {
      key: 'used',
      header: t.columns.lastUsed,
      cell: ({ lastUsedAt }) => <span className="whitespace-nowrap tabular-nums">{time(lastUsedAt, t.never)}</span>,
    },
    {
      key: 'ends',
      header: t.columns.expires,
      cell: ({ expiresAt }) => <span className="whitespace-nowrap tabular-nums">{time(expiresAt, t.noEnd)}</span>,
    },
    {
      key: 'actions',
      header: '',
      align: 'right',
      cell: (key) => <RowActions>{!isOver(key) && <Revoke apiKey={key} />}</RowActions>,
    },
  ]
  return <DataTable caption={t.title} columns={columns} rows={keys} rowKey={({ apiKeyId }) => apiKeyId} empty={null} />
}

function KeyState({ apiKey }: { apiKey: KeyItem }) {
  const { t } = useT('keys')
  if (apiKey.revokedAt) return <State kind="paused">{t.revoked}</State>
  return apiKey.isExpired ? <State kind="paused">{t.expired}</State> : <State kind="ok">{t.live}</State>
}

function Revoke({ apiKey: { apiKeyId, name, clientName } }: { apiKey: KeyItem }) {
  const { t, f } = useT('keys')
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const { mutate, isPending } = useMutation(
    api.key.revoke.mutationOptions({
      onSuccess: () => outcome.done(f(t.revoke.done, { name })),
      onError: outcome.failed,
      onSettled: () => setOpen(false),
    }),
  )
  const { action, title, consequence, typeName, confirm, cancel } = t.revoke
  return (
    <>
      <Button look="ghost" aria-label={`${action}: ${name}`} onClick={() => setOpen(true)}>
        {action}
      </Button>
      <ConfirmByName
        name={name}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isPending={isPending}
        onConfirm={() => mutate({ apiKeyId })}
        words={{
          title: f(title, { name }),
          consequence: f(consequence, { client: clientName }),
          typeName: f(typeName, { name }),
          confirm,
          cancel,
        }}
      />
    </>
  )
}
