'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { KeyForm } from '@/services/source/form'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select, TextInput } from '@/ui/primitives/inputs'
import { useProblem } from '../../../_lib/use-problem'
import type { Made } from './made-key'

interface PingKeyFormProps {
  form: KeyForm
  onMade: (made: Made) => void
  onCancel: () => void
}

/** A URL for one workflow: for jobs that can call an address and nothing more. */
export function PingKeyForm({ form, onMade, onCancel }: PingKeyFormProps) {
  const { t } = useT('keys')
  const [api, problem] = [useApi(), useProblem()]
  const [workflowId, setWorkflowId] = useState(form.workflows[0]?.id ?? '')
  const [name, setName] = useState('')
  const { mutate, isPending, error } = useMutation(
    api.key.createPing.mutationOptions({ onSuccess: ({ key }) => onMade({ kind: 'ping', key }) }),
  )
  const words = t.createPing
  if (form.workflows.length === 0) return <p className="text-ink-2">{words.noWorkflow}</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ workflowId, name })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={words.workflow} hint={words.workflowHint}>
        {(control) => (
          <Select {...control} value={workflowId} onChange={(event) => setWorkflowId(event.target.value)}>
            {form.clients.map((client) => (
              <optgroup key={client.id} label={client.name}>
                {form.workflows.map(
                  (workflow) =>
                    workflow.clientId === client.id && (
                      <option key={workflow.id} value={workflow.id}>
                        {workflow.name}
                      </option>
                    ),
                )}
              </optgroup>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.name} error={error && problem(error)}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t.createApi.cancel}</Button>
        <Button type="submit" look="primary" isPending={isPending}>
          {words.create}
        </Button>
      </div>
    </form>
  )
}
