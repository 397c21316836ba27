'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { KEY_SCOPES, type KeyScope } from '@/domain/access/permissions'
import type { KeyForm } from '@/services/source/form'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Checkbox, Select, TextInput } from '@/ui/primitives/inputs'
import { useProblem } from '../../../_lib/use-problem'
import type { Made } from './made-key'

const NEW = ''

interface Draft {
  clientId: string
  /** empty = a new source of that name */
  sourceId: string
  sourceName: string
  name: string
  scopes: readonly KeyScope[]
  /** a day, or empty */
  endsOn: string
}

/** Makes the source first when it is new, then the key; a second try reuses the source. */
function useMakeKey(draft: Draft, change: (part: Partial<Draft>) => void, onMade: (made: Made) => void) {
  const api = useApi()
  const source = useMutation(api.source.create.mutationOptions())
  const key = useMutation(
    api.key.create.mutationOptions({ onSuccess: (made) => onMade({ kind: 'api', key: made.key }) }),
  )
  const make = async () => {
    const { clientId, sourceName, name, scopes, endsOn } = draft
    const sourceId = draft.sourceId || (await source.mutateAsync({ clientId, kind: 'api', name: sourceName })).sourceId
    change({ sourceId })
    key.mutate({ sourceId, name, scopes: [...scopes], expiresAt: endsOn ? new Date(`${endsOn}T23:59:59Z`) : null })
  }
  return { make, isPending: source.isPending || key.isPending, error: source.error ?? key.error }
}

interface ApiKeyFormProps {
  form: KeyForm
  onMade: (made: Made) => void
  onCancel: () => void
}

export function ApiKeyForm({ form, onMade, onCancel }: ApiKeyFormProps) {
  const { t } = useT('keys')
  const problem = useProblem()
  const first: Draft = {
    clientId: form.clients[0]?.id ?? '',
    sourceId: NEW,
    sourceName: '',
    name: '',
    scopes: ['events:write'],
    endsOn: '',
  }
  const [draft, setDraft] = useState(first)
  const change = (part: Partial<Draft>) => setDraft((current) => ({ ...current, ...part }))
  const { make, isPending, error } = useMakeKey(draft, change, onMade)
  if (form.clients.length === 0) return <p className="text-ink-2">{t.createApi.noClient}</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A refusal is shown from the mutation's own state.
    make().catch(() => undefined)
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <SourceFields form={form} draft={draft} change={change} />
      <Field label={t.createApi.name}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={80}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <ScopeFields draft={draft} change={change} />
      <Field label={t.createApi.expires} hint={t.createApi.expiresHint}>
        {(control) => (
          <TextInput
            {...control}
            type="date"
            className="max-w-48"
            value={draft.endsOn}
            onChange={(event) => change({ endsOn: event.target.value })}
          />
        )}
      </Field>
      {error && (
        <p role="alert" className="font-medium text-12 text-down-ink">
          {problem(error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t.createApi.cancel}</Button>
        <Button type="submit" look="primary" isPending={isPending} disabled={draft.scopes.length === 0}>
          {t.createApi.create}
        </Button>
      </div>
    </form>
  )
}

interface PartProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
}

function SourceFields({ form, draft, change }: PartProps & { form: KeyForm }) {
  const { t } = useT('keys')
  const words = t.createApi
  const sources = form.sources.filter(({ clientId }) => clientId === draft.clientId)
  return (
    <>
      <Field label={words.client}>
        {(control) => (
          <Select
            {...control}
            value={draft.clientId}
            onChange={(event) => change({ clientId: event.target.value, sourceId: NEW })}
          >
            {form.clients.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.source} hint={words.sourceHint}>
        {(control) => (
          <Select {...control} value={draft.sourceId} onChange={(event) => change({ sourceId: event.target.value })}>
            <option value={NEW}>{words.newSource}</option>
            {sources.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.sourceId === NEW && (
        <Field label={words.sourceName}>
          {(control) => (
            <TextInput
              {...control}
              required
              maxLength={80}
              autoComplete="off"
              value={draft.sourceName}
              onChange={(event) => change({ sourceName: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}

function ScopeFields({ draft, change }: PartProps) {
  const { t } = useT('keys')
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-12 text-ink-2">{t.createApi.scopes}</legend>
      {KEY_SCOPES.map((scope) => (
        <Checkbox
          key={scope}
          label={t.scopes[scope]}
          checked={draft.scopes.includes(scope)}
          onChange={(event) =>
            change({
              scopes: KEY_SCOPES.filter((each) =>
                each === scope ? event.target.checked : draft.scopes.includes(each),
              ),
            })
          }
        />
      ))}
    </fieldset>
  )
}
