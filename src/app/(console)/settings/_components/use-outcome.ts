'use client'
import { useRouter } from 'next/navigation'
import { useToast } from '@/ui/primitives/toast'
import { useProblem } from '../../_lib/use-problem'

/** After a change: say so, and draw the lists anew; a refusal says why. */
export function useOutcome() {
  const [router, toast, problem] = [useRouter(), useToast(), useProblem()]
  return {
    refresh: () => router.refresh(),
    done: (text: string) => {
      toast.done(text)
      router.refresh()
    },
    failed: (error: unknown) => toast.failed(problem(error)),
  }
}
