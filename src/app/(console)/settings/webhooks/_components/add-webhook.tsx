'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { WebhookType } from '@/domain/webhook/schema'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { Checkbox, TextInput } from '@/ui/primitives/inputs'
import { useProblem } from '../../../_lib/use-problem'
import { useOutcome } from '../../_components/use-outcome'
import { type ClientChoice, ClientSelect } from '../../channels/_components/client-select'
import { SecretDialog } from './secret-dialog'

const TYPES: readonly WebhookType[] = [
  ...(['incident.opened', 'incident.acknowledged', 'incident.updated', 'incident.resolved'] as const),
  ...(['approval.requested', 'approval.decided', 'finding.opened', 'report.released', 'portal.changed'] as const),
]

/** Adds an endpoint, and shows its secret once. */
export function AddWebhook({ clients }: { clients: readonly ClientChoice[] }) {
  const { t } = useT('webhook')
  const outcome = useOutcome()
  const [isOpen, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const made = (fresh: string) => {
    setOpen(false)
    setSecret(fresh)
  }
  const close = () => {
    setSecret(null)
    outcome.refresh()
  }
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t.add}
      </Button>
      <Dialog title={t.add} isOpen={isOpen} onOpenChange={setOpen} closeLabel={t.cancel}>
        <WebhookForm clients={clients} onMade={made} onCancel={() => setOpen(false)} />
      </Dialog>
      <SecretDialog secret={secret} onClose={close} />
    </>
  )
}

interface FormProps {
  clients: readonly ClientChoice[]
  onMade: (secret: string) => void
  onCancel: () => void
}

function WebhookForm({ clients, onMade, onCancel }: FormProps) {
  const { t } = useT('webhook')
  const [api, problem] = [useApi(), useProblem()]
  const [value, setValue] = useState({ name: '', url: '', clientId: '' })
  const [types, setTypes] = useState<readonly WebhookType[]>(TYPES.slice(0, 4))
  const set = (change: Partial<typeof value>) => setValue({ ...value, ...change })
  const { mutate, isPending, error } = useMutation(
    api.webhook.create.mutationOptions({ onSuccess: ({ secret }) => onMade(secret) }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ name: value.name, url: value.url, clientId: value.clientId || null, types: [...types] })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <PlaceFields name={value.name} url={value.url} onChange={set} />
      <ClientSelect
        clients={clients}
        value={value.clientId}
        onPick={(clientId) => set({ clientId })}
        hint={t.clientHint}
      />
      <TypeBoxes types={types} onPick={setTypes} />
      {error && (
        <p role="alert" className="text-down-ink">
          {problem(error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={isPending} disabled={types.length === 0}>
          {t.create}
        </Button>
      </div>
    </form>
  )
}

function TypeBoxes({ types, onPick }: { types: readonly WebhookType[]; onPick: (types: WebhookType[]) => void }) {
  const { t } = useT('webhook')
  const toggle = (type: WebhookType, isOn: boolean) =>
    onPick(TYPES.filter((each) => (each === type ? isOn : types.includes(each))))
  return (
    <fieldset className="grid sm:grid-cols-2">
      <legend className="text-13 font-medium">{t.types}</legend>
      {TYPES.map((type) => (
        <Checkbox
          key={type}
          label={t.typeNames[type]}
          checked={types.includes(type)}
          onChange={(event) => toggle(type, event.target.checked)}
        />
      ))}
    </fieldset>
  )
}

interface Place {
  name: string
  url: string
}

function PlaceFields({ name, url, onChange }: Place & { onChange: (change: Partial<Place>) => void }) {
  const { t } = useT('webhook')
  return (
    <>
      <Field label={t.name}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={80}
            autoComplete="off"
            placeholder={t.namePlaceholder}
            value={name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t.url} hint={t.urlHint}>
        {(control) => (
          <TextInput
            {...control}
            required
            type="url"
            placeholder="https://"
            value={url}
            onChange={(event) => onChange({ url: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
