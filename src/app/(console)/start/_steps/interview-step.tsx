'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { Answers } from '@/domain/criticality/score'
import type { JourneyWorkflow } from '@/services/onboarding/journey'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { Questions } from '../../workflows/[workflow]/governance/_components/interview'

interface WorkflowChoiceProps {
  workflows: readonly JourneyWorkflow[]
  value: string
  onChange: (id: string) => void
}

/** Which automation of the client this is about. */
export function WorkflowChoice({ workflows, value, onChange }: WorkflowChoiceProps) {
  const { t } = useT('start')
  return (
    <Field label={t.interview.which}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {workflows.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** The interview, and at once the tier it gives. */
export function InterviewStep({ workflows, nextHref }: { workflows: readonly JourneyWorkflow[]; nextHref: string }) {
  const { t, f } = useT('start')
  const words = t.interview
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const [workflowId, setWorkflowId] = useState(workflows[0]?.id ?? '')
  const [answers, setAnswers] = useState<Partial<Answers>>({})
  const apply = useMutation(
    api.governance.applyAssessment.mutationOptions({
      onSuccess: ({ tier }) => {
        const name = workflows.find(({ id }) => id === workflowId)?.name ?? ''
        toast.done(f(words.result, { tier, name }))
        router.push(nextHref)
        router.refresh()
      },
    }),
  )
  const assess = useMutation(
    api.governance.assess.mutationOptions({ onSuccess: ({ assessmentId }) => apply.mutate({ assessmentId }) }),
  )
  if (workflows.length === 0) return <p className="text-ink-2">{words.none}</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    assess.mutate({ workflowId, answers: answers as Answers })
  }
  return (
    <form onSubmit={submit} className="grid max-w-2xl gap-6">
      <WorkflowChoice workflows={workflows} value={workflowId} onChange={setWorkflowId} />
      <Questions answers={answers} onAnswer={(question, value) => setAnswers({ ...answers, [question]: value })} />
      <FormProblem error={assess.error ?? apply.error} />
      <Button
        type="submit"
        look="primary"
        isPending={assess.isPending || apply.isPending}
        className="justify-self-start"
      >
        {words.save}
      </Button>
    </form>
  )
}
