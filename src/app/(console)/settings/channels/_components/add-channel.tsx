'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ChannelKind } from '@/domain/channel/schema'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { Select, TextInput } from '@/ui/primitives/inputs'
import { useProblem } from '../../../_lib/use-problem'
import { useOutcome } from '../../_components/use-outcome'
import { type ClientChoice, ClientSelect } from './client-select'

const KINDS: readonly ChannelKind[] = ['slack', 'teams', 'pagerduty', 'mail']

/** Adds a channel: the product first, because it decides what is asked for and where to find it. */
export function AddChannel({ clients }: { clients: readonly ClientChoice[] }) {
  const { t } = useT('webhook')
  const [isOpen, setOpen] = useState(false)
  const words = t.channels
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {words.add}
      </Button>
      <Dialog title={words.add} isOpen={isOpen} onOpenChange={setOpen} closeLabel={words.cancel}>
        <ChannelForm clients={clients} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function ChannelForm({ clients, onDone }: { clients: readonly ClientChoice[]; onDone: () => void }) {
  const words = useT('webhook').t.channels
  const [api, problem, outcome] = [useApi(), useProblem(), useOutcome()]
  const [kind, setKind] = useState<ChannelKind>('slack')
  const [value, setValue] = useState({ name: '', address: '', clientId: '' })
  const set = (change: Partial<typeof value>) => setValue({ ...value, ...change })
  const { mutate, isPending, error } = useMutation(
    api.channel.create.mutationOptions({
      onSuccess: () => {
        onDone()
        outcome.refresh()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ kind, name: value.name, address: value.address, clientId: value.clientId || null })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <KindSelect kind={kind} onPick={setKind} />
      <Field label={words.address[kind]} hint={`${words.help[kind]}${kind === 'mail' ? '' : ` ${words.sealed}`}`}>
        {(control) => (
          <TextInput
            {...control}
            required
            autoComplete="off"
            value={value.address}
            onChange={(event) => set({ address: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.name}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={80}
            autoComplete="off"
            placeholder={words.namePlaceholder}
            value={value.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <ClientSelect
        clients={clients}
        value={value.clientId}
        onPick={(clientId) => set({ clientId })}
        error={error && problem(error)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{words.cancel}</Button>
        <Button type="submit" look="primary" isPending={isPending}>
          {words.create}
        </Button>
      </div>
    </form>
  )
}

function KindSelect({ kind, onPick }: { kind: ChannelKind; onPick: (kind: ChannelKind) => void }) {
  const words = useT('webhook').t.channels
  return (
    <Field label={words.kind}>
      {(control) => (
        <Select {...control} value={kind} onChange={(event) => onPick(event.target.value as ChannelKind)}>
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {words.kinds[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
