'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'
import { useOutcome } from '../../settings/_components/use-outcome'

const FIRST_TIER = 3

interface ClaimProps {
  workflowId: string
  name: string
  siteId: string | null
  onDone: () => void
}

/** An automation that registered itself, claimed where it appeared. */
export function Claim({ workflowId, name: registered, siteId, onDone }: ClaimProps) {
  const { t, f } = useT('start')
  const words = t.event
  const [name, setName] = useState(registered)
  const { done } = useOutcome()
  const { mutate, isPending, error } = useMutation(
    useApi().workflow.claim.mutationOptions({
      onSuccess: () => {
        done(f(words.claimed, { name }))
        onDone()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ workflowId, name, tier: FIRST_TIER, siteId })
  }
  return (
    <form onSubmit={submit} className="grid max-w-lg gap-3 border-l-2 border-l-brand-line pl-4">
      <h3 className="font-semibold">{f(words.claimTitle, { name: registered })}</h3>
      <TextField
        label={words.claimName}
        hint={words.claimHint}
        required
        maxLength={120}
        value={name}
        onChange={setName}
      />
      <FormProblem error={error} />
      <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
        {words.claim}
      </Button>
    </form>
  )
}
