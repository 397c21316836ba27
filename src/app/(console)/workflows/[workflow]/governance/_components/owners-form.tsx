'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { DATA_CLASSES, type DataClass, PROCESS_CLASSES, type ProcessClass } from '@/domain/workflow/governance'
import type { Governed } from '@/services/version/governance'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { Select, TextArea, TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../../settings/_components/use-outcome'

function draftOf(workflow: Governed) {
  return {
    ownerName: workflow.ownerName ?? '',
    businessOwner: workflow.businessOwner ?? '',
    technicalOwner: workflow.technicalOwner ?? '',
    processClass: workflow.processClass ?? '',
    dataClass: workflow.dataClass ?? '',
    runbookUrl: workflow.runbookUrl ?? '',
    runbookNote: workflow.runbookNote ?? '',
    approvalQuorum: workflow.approvalQuorum === null ? '' : String(workflow.approvalQuorum),
  }
}
type Draft = ReturnType<typeof draftOf>

interface FieldsProps {
  draft: Draft
  set: (name: keyof Draft) => (event: { target: { value: string } }) => void
}

function Fields({ draft, set }: FieldsProps) {
  const { t } = useT('governance')
  const words = t.owners
  const line = (name: 'ownerName' | 'businessOwner' | 'technicalOwner' | 'runbookUrl', type = 'text') => (
    <Field label={words[name]}>
      {(control) => <TextInput {...control} type={type} value={draft[name]} onChange={set(name)} />}
    </Field>
  )
  const choice = (
    name: 'processClass' | 'dataClass' | 'approvalQuorum',
    label: string,
    options: [string, string][],
  ) => (
    <Field label={label}>
      {(control) => (
        <Select {...control} value={draft[name]} onChange={set(name)}>
          <option value="">{name === 'approvalQuorum' ? words.quorumByTier : words.none}</option>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
  return (
    <>
      {line('ownerName')}
      {line('businessOwner')}
      {line('technicalOwner')}
      {choice(
        'processClass',
        words.processClass,
        PROCESS_CLASSES.map((each) => [each, t.processClasses[each]]),
      )}
      {choice(
        'dataClass',
        words.dataClass,
        DATA_CLASSES.map((each) => [each, t.dataClasses[each]]),
      )}
      {choice(
        'approvalQuorum',
        words.quorum,
        ['1', '2', '3', '4', '5'].map((each) => [each, each]),
      )}
      {line('runbookUrl', 'url')}
      <Field label={words.runbookNote}>
        {(control) => (
          <TextArea {...control} rows={3} maxLength={4000} value={draft.runbookNote} onChange={set('runbookNote')} />
        )}
      </Field>
    </>
  )
}

function Form({ workflow, onClose }: { workflow: Governed; onClose: () => void }) {
  const { t, f } = useT('governance')
  const words = t.owners
  const api = useApi()
  const outcome = useOutcome()
  const [draft, setDraft] = useState(() => draftOf(workflow))
  const set = (name: keyof Draft) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [name]: event.target.value })
  const save = useMutation(
    api.governance.describe.mutationOptions({
      onSuccess: () => {
        outcome.done(f(words.saved, { workflow: workflow.name, client: workflow.client.name }))
        onClose()
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({
      workflowId: workflow.id,
      ...draft,
      processClass: (draft.processClass || null) as ProcessClass | null,
      dataClass: (draft.dataClass || null) as DataClass | null,
      runbookUrl: draft.runbookUrl || null,
      approvalQuorum: draft.approvalQuorum ? Number(draft.approvalQuorum) : null,
    })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Fields draft={draft} set={set} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

/** Opens the form of who answers for it. */
export function OwnersForm({ workflow }: { workflow: Governed }) {
  const { t, f } = useT('governance')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="ghost" className="-my-1.5" onClick={() => setOpen(true)}>
        {t.owners.edit}
      </Button>
      <Dialog
        title={f(t.owners.formTitle, { workflow: workflow.name })}
        description={f(t.owners.formHint, { client: workflow.client.name })}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.close}
      >
        <Form workflow={workflow} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}
