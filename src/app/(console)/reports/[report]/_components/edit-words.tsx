'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import { Section } from '@/ui/primitives/section'
import { useOutcome } from '../../../settings/_components/use-outcome'

interface Props {
  reportId: string
  version: number
  client: string
  note: string
  risks: string[]
  actions: string[]
}

const linesOf = (text: string) => text.split('\n').flatMap((line) => line.trim() || [])

/** What people say beside the figures: one paragraph, risks, next actions. */
export function EditWords({ reportId, version, client, ...given }: Props) {
  const { t, f } = useT('report')
  const words = t.edit
  const [api, outcome] = [useApi(), useOutcome()]
  const [note, setNote] = useState(given.note)
  const [risks, setRisks] = useState(given.risks.join('\n'))
  const [actions, setActions] = useState(given.actions.join('\n'))
  const save = useMutation(
    api.report.edit.mutationOptions({ onSuccess: () => outcome.done(words.saved), onError: outcome.failed }),
  )
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    save.mutate({ reportId, version, note, risks: linesOf(risks), actions: linesOf(actions) })
  }
  const fields = [
    { label: f(words.note, { client }), hint: words.noteHint, value: note, set: setNote, rows: 4 },
    { label: words.risks, hint: words.lines, value: risks, set: setRisks, rows: 3 },
    { label: words.actions, hint: words.lines, value: actions, set: setActions, rows: 3 },
  ]
  return (
    <Section title={words.title} note={words.hint}>
      <form className="flex max-w-160 flex-col gap-4 pt-2" onSubmit={submit}>
        {fields.map(({ label, hint, value, set, rows }) => (
          <Field key={label} label={label} hint={hint}>
            {(control) => (
              <TextArea {...control} rows={rows} value={value} onChange={(event) => set(event.target.value)} />
            )}
          </Field>
        ))}
        <div>
          <Button type="submit" isPending={save.isPending}>
            {f(words.save, { client })}
          </Button>
        </div>
      </form>
    </Section>
  )
}
