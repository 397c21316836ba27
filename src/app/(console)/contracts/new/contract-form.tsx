'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { ContractList } from '@/services/contract/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'

/** Client, name and zone: what stays the same over all versions. */
export function ContractForm({ clients, chosen }: { clients: ContractList['clients']; chosen: string | null }) {
  const { t, f } = useT('contract')
  const words = t.create
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const [clientId, setClientId] = useState(chosen ?? clients[0]?.id ?? '')
  const client = clients.find(({ id }) => id === clientId)
  const [name, setName] = useState('')
  const [ownZone, setOwnZone] = useState<string | null>(null)
  const zone = ownZone ?? client?.zone ?? 'UTC'
  const { mutate, isPending, error } = useMutation(
    api.contract.create.mutationOptions({
      onSuccess: ({ contractId }) => {
        toast.done(f(words.done, { name, client: client?.name ?? '' }))
        router.push(`/contracts/${contractId}/versions/new`)
        router.refresh()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ clientId, name, zone })
  }
  return (
    <form onSubmit={submit} className="grid max-w-lg gap-4">
      <Field label={words.client}>
        {(control) => (
          <Select {...control} value={clientId} onChange={(event) => setClientId(event.target.value)}>
            {clients.map(({ id, name: label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <TextField label={words.name} required maxLength={200} value={name} onChange={setName} />
      <TextField label={words.zone} required value={zone} onChange={setOwnZone} className="font-mono" />
      <FormProblem error={error} />
      <Button type="submit" look="primary" isPending={isPending} disabled={!client} className="justify-self-start">
        {f(words.submit, { client: client?.name ?? '' })}
      </Button>
    </form>
  )
}
