'use client'
import type { Step } from '@/domain/onboarding/journey'
import { Button } from '@/ui/primitives/button'
import { useMark } from './use-mark'

interface KeepProps {
  step: Step
  clientId: string | null
  nextHref: string
  label: string
  look?: 'primary' | 'ghost'
}

/** What is there is good: on to the next step. */
export function Keep({ step, clientId, nextHref, label, look }: KeepProps) {
  const { mutate, isPending } = useMark(nextHref)
  return (
    <Button look={look} isPending={isPending} onClick={() => mutate({ clientId, step, mark: 'kept' })}>
      {label}
    </Button>
  )
}
