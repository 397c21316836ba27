'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { FAMILIES, QUESTION_KEYS, QUESTIONS } from '@/domain/criticality/questions'
import type { Answers } from '@/domain/criticality/score'
import type { Governed } from '@/services/version/governance'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../../settings/_components/use-outcome'

const SCALE = [0, 1, 2, 3] as const

interface QuestionsProps {
  answers: Partial<Answers>
  onAnswer: (question: keyof Answers, value: number) => void
}

export function Questions({ answers, onAnswer }: QuestionsProps) {
  const words = useT('governance').t.criticality
  return FAMILIES.map((family) => (
    <fieldset key={family} className="grid gap-3">
      <legend className="mb-2 w-full border-line-2 border-b pb-1 font-semibold">{words.families[family]}</legend>
      {QUESTION_KEYS.filter((question) => QUESTIONS[question] === family).map((question) => (
        <fieldset key={question}>
          <legend>{words.questions[question].ask}</legend>
          <div className="mt-1 grid gap-x-4 sm:grid-cols-2">
            {SCALE.map((value) => (
              <label key={value} className="flex min-h-8 items-center gap-2 max-sm:min-h-12">
                <input
                  type="radio"
                  name={question}
                  required
                  className="size-4 flex-none accent-[var(--brand-btn)]"
                  checked={answers[question] === value}
                  onChange={() => onAnswer(question, value)}
                />
                {words.questions[question][`a${value}`]}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </fieldset>
  ))
}

function Form({ workflow, before, onClose }: { workflow: Governed; before: Answers | null; onClose: () => void }) {
  const { t, f } = useT('governance')
  const words = t.criticality
  const api = useApi()
  const outcome = useOutcome()
  const [answers, setAnswers] = useState<Partial<Answers>>(before ?? {})
  const [note, setNote] = useState('')
  const save = useMutation(
    api.governance.assess.mutationOptions({
      onSuccess: ({ tier }) => {
        outcome.done(f(words.saved, { tier }))
        onClose()
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ workflowId: workflow.id, answers: answers as Answers, note })
  }
  return (
    <form onSubmit={submit} className="grid gap-5">
      <Questions answers={answers} onAnswer={(question, value) => setAnswers({ ...answers, [question]: value })} />
      <Field label={words.note}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

/** Ten questions, one tier; a new interview begins with the answers of the last. */
export function Interview({ workflow, before }: { workflow: Governed; before: Answers | null }) {
  const { t, f } = useT('governance')
  const words = t.criticality
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="ghost" className="-my-1.5" onClick={() => setOpen(true)}>
        {before ? words.again : words.start}
      </Button>
      <Dialog
        title={f(words.formTitle, { workflow: workflow.name })}
        description={f(words.formHint, { client: workflow.client.name })}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.close}
      >
        <Form workflow={workflow} before={before} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

/** Takes an interview's tier over. */
export function ApplyTier({
  assessmentId,
  tier,
  workflow,
}: {
  assessmentId: string
  tier: number
  workflow: Governed
}) {
  const { t, f } = useT('governance')
  const words = t.criticality
  const api = useApi()
  const outcome = useOutcome()
  const named = { workflow: workflow.name, client: workflow.client.name, tier }
  const apply = useMutation(
    api.governance.applyAssessment.mutationOptions({
      onSuccess: () => outcome.done(f(words.applied, named)),
      onError: outcome.failed,
    }),
  )
  return (
    <Button look="ghost" className="-my-1.5" isPending={apply.isPending} onClick={() => apply.mutate({ assessmentId })}>
      {words.apply}
    </Button>
  )
}
