'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import { Section } from '@/ui/primitives/section'
import { useProblem } from '../../../_lib/use-problem'
import { useOutcome } from '../../../settings/_components/use-outcome'

const addressesOf = (text: string) => text.split(/[\s,;]+/).filter((part) => part !== '')

function KeepersForm({ mailTo }: { mailTo: readonly string[] }) {
  const { t } = useT('proof')
  const [text, setText] = useState(mailTo.join('\n'))
  const [outcome, problem] = [useOutcome(), useProblem()]
  const save = useMutation(
    useApi().checkpoint.setMail.mutationOptions({ onSuccess: () => outcome.done(t.keepers.saved) }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ mailTo: addressesOf(text) })
  }
  return (
    <form onSubmit={submit} className="mt-3 flex max-w-xl flex-wrap items-end gap-3">
      <Field
        label={t.keepers.label}
        hint={mailTo.length === 0 ? t.keepers.none : undefined}
        error={save.error && problem(save.error)}
        className="min-w-72 flex-1"
      >
        {(control) => <TextArea {...control} rows={3} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <Button type="submit" isPending={save.isPending}>
        {t.keepers.save}
      </Button>
    </form>
  )
}

/** Who gets checkpoints by mail; a form for those who may change it. */
export function Keepers({ mailTo, mayManage }: { mailTo: readonly string[]; mayManage: boolean }) {
  const { t } = useT('proof')
  return (
    <Section title={t.keepers.title} note={t.keepers.note}>
      {mayManage ? (
        <KeepersForm mailTo={mailTo} />
      ) : (
        <p className="mt-2 text-ink-2">{mailTo.length > 0 ? mailTo.join(', ') : t.keepers.none}</p>
      )}
    </Section>
  )
}
