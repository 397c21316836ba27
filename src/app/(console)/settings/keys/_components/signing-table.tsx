'use client'
import type { SigningItem } from '@/services/signing/list'
import { useT } from '@/ui/i18n/context'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { RowActions } from '../../_components/row-actions'
import { NewSecret } from './new-secret'
import { RequireSignature, RetireSecret } from './signing-changes'

const MAX_LIVE = 2

/** Every source that sends events: with what its deliveries are signed, and whether it insists. */
export function SigningTable({ sources, zone }: { sources: readonly SigningItem[]; zone: string }) {
  const { t } = useT('signing')
  const columns: Column<SigningItem>[] = [
    {
      key: 'source',
      header: t.columns.source,
      phone: 'lead',
      cell: ({ name }) => <span className="font-medium">{name}</span>,
    },
    { key: 'client', header: t.columns.client, cell: ({ clientName }) => clientName },
    { key: 'state', header: t.columns.state, cell: (source) => <SigningState source={source} /> },
    { key: 'secrets', header: t.columns.secrets, cell: (source) => <Secrets source={source} zone={zone} /> },
    {
      key: 'actions',
      header: '',
      align: 'right',
      cell: (source) => (
        <RowActions>
          {(source.isRequired || source.secrets.length > 0) && <RequireSignature source={source} />}
          {source.secrets.length < MAX_LIVE && <NewSecret source={source} />}
        </RowActions>
      ),
    },
  ]
  return (
    <Section title={t.title} note={t.note} id="signing" className="mt-8">
      <DataTable caption={t.title} columns={columns} rows={sources} rowKey={({ sourceId }) => sourceId} empty={null} />
    </Section>
  )
}

function SigningState({ source: { isRequired, secrets } }: { source: SigningItem }) {
  const { t } = useT('signing')
  if (isRequired) return <State kind="ok">{t.required}</State>
  return <State kind="paused">{secrets.length > 0 ? t.optional : t.off}</State>
}

function Secrets({ source, zone }: { source: SigningItem; zone: string }) {
  const { t, f, locale } = useT('signing')
  if (source.secrets.length === 0) return <span className="text-ink-3">{t.none}</span>
  return (
    <ul>
      {source.secrets.map((secret) => {
        const at = plantTime(new Date(secret.createdAt), { zone, locale, detail: 'full' })
        return (
          <li key={secret.id} className="flex flex-wrap items-center gap-x-2">
            <span className="font-mono text-12">{secret.hint}…</span>
            <span className="text-12 text-ink-3">
              {secret.createdBy ? f(t.madeBy, { at, name: secret.createdBy }) : f(t.madeAt, { at })}
            </span>
            {!(source.isRequired && source.secrets.length === 1) && <RetireSecret source={source} secret={secret} />}
          </li>
        )
      })}
    </ul>
  )
}
