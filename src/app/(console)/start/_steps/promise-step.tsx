'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { JourneyWorkflow } from '@/services/onboarding/journey'
import type { PromiseProposal } from '@/services/onboarding/proposal'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'
import { WorkflowChoice } from './interview-step'
import { minutesOf, percentOf, readPercent, secondsOf } from './promise-draft'

interface FormProps {
  proposal: PromiseProposal
  nextHref: string
}

function Form({ proposal: { workflow, rhythm, targetPpm }, nextHref }: FormProps) {
  const { t, f } = useT('start')
  const words = t.promise
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const [every, setEvery] = useState(minutesOf(rhythm.intervalS))
  const [grace, setGrace] = useState(minutesOf(rhythm.graceS))
  const [target, setTarget] = useState(percentOf(targetPpm))
  const { mutate, isPending, error } = useMutation(
    api.onboarding.accept.mutationOptions({
      onSuccess: () => {
        toast.done(f(words.accepted, { name: workflow.name }))
        router.push(nextHref)
        router.refresh()
      },
    }),
  )
  const ppm = readPercent(target)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ppm === undefined) return
    const spans = { intervalS: secondsOf(every), graceS: secondsOf(grace) }
    const name = f(words.objective, { workflow: workflow.name })
    mutate({ workflowId: workflow.id, ...spans, targetPpm: ppm, name })
  }
  const minutes = {
    type: 'number',
    min: 1,
    step: 1,
    required: true,
    hint: words.minutes,
    className: 'max-w-32',
  } as const
  const { basis, runs } = rhythm
  return (
    <form onSubmit={submit} className="grid gap-4">
      <p className="text-ink-2">
        {basis === 'observed' ? f(words.observed, { count: runs }) : f(words.tier, { tier: workflow.tier })}
      </p>
      <TextField label={words.every} {...minutes} max={527_040} value={every} onChange={setEvery} />
      <TextField label={words.grace} {...minutes} max={10_080} value={grace} onChange={setGrace} />
      <TextField
        label={words.target}
        hint={words.targetHint}
        error={ppm === undefined ? words.targetWrong : null}
        inputMode="decimal"
        className="max-w-32"
        value={target}
        onChange={setTarget}
      />
      <FormProblem error={error} />
      <Button
        type="submit"
        look="primary"
        isPending={isPending}
        disabled={ppm === undefined}
        className="justify-self-start"
      >
        {words.accept}
      </Button>
    </form>
  )
}

interface PromiseStepProps {
  workflows: readonly JourneyWorkflow[]
  first: PromiseProposal | null
  nextHref: string
}

/** What to expect and to promise, proposed from what ran; one click takes it, every number can be another one. */
export function PromiseStep({ workflows, first, nextHref }: PromiseStepProps) {
  const { t } = useT('start')
  const [workflowId, setWorkflowId] = useState(workflows[0]?.id ?? '')
  const { data } = useQuery(
    useApi().onboarding.propose.queryOptions(
      { workflowId },
      { enabled: workflowId !== '', initialData: first?.workflow.id === workflowId ? first : undefined },
    ),
  )
  if (workflows.length === 0) return <p className="text-ink-2">{t.interview.none}</p>
  return (
    <div className="grid max-w-lg gap-4">
      <WorkflowChoice workflows={workflows} value={workflowId} onChange={setWorkflowId} />
      {data && <Form key={data.workflow.id} proposal={data} nextHref={nextHref} />}
    </div>
  )
}
