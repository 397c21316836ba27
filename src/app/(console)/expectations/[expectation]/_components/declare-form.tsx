'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import { FormProblem } from '../../../_components/form-problem'
import { useOutcome } from '../../../settings/_components/use-outcome'

/** Due times as lines of `instant,reference`, pasted from a plan. */
export function DeclareForm({ expectationId }: { expectationId: string }) {
  const { t, f } = useT('expectation')
  const words = t.page
  const [api, router, { done }] = [useApi(), useRouter(), useOutcome()]
  const [csv, setCsv] = useState('')
  const { mutate, isPending, error } = useMutation(
    api.expectation.declare.mutationOptions({
      onSuccess: ({ added, known }) => {
        setCsv('')
        done(f(words.declared, { added, known }))
        router.refresh()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ expectationId, list: { csv } })
  }
  return (
    <form onSubmit={submit} className="grid gap-3 pt-3">
      <Field label={words.csv} hint={words.csvHint}>
        {(control) => (
          <TextArea
            {...control}
            required
            rows={4}
            spellCheck={false}
            className="font-mono"
            placeholder={'2026-11-24T21:30:00+01:00,LKW 18\n2026-11-24T23:00:00+01:00,LKW 19'}
            value={csv}
            onChange={(event) => setCsv(event.target.value)}
          />
        )}
      </Field>
      <FormProblem error={error} />
      <Button type="submit" look="primary" isPending={isPending} disabled={!csv.trim()} className="justify-self-start">
        {words.declareAction}
      </Button>
    </form>
  )
}
