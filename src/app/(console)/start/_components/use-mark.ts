'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useApi } from '@/trpc/client'
import { useOutcome } from '../../settings/_components/use-outcome'

/** Says something about a step, then goes where the journey goes on. */
export function useMark(then?: string) {
  const [api, router, { failed }] = [useApi(), useRouter(), useOutcome()]
  return useMutation(
    api.onboarding.mark.mutationOptions({
      onSuccess: () => {
        if (then) router.push(then)
        router.refresh()
      },
      onError: failed,
    }),
  )
}
