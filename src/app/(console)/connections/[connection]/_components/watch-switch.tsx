'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useApi } from '@/trpc/client'
import { useToast } from '@/ui/primitives/toast'
import { useProblem } from '../../../_lib/use-problem'

interface WatchSwitchProps {
  connectionId: string
  /** the workflow's id in the source */
  reference: string
  isWatched: boolean
  label: string
}

/** Watched or not, at once. */
export function WatchSwitch({ connectionId, reference, isWatched, label }: WatchSwitchProps) {
  const [api, router, toast, problem] = [useApi(), useRouter(), useToast(), useProblem()]
  const choose = useMutation(
    api.connection.choose.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: (error) => toast.failed(problem(error)),
    }),
  )
  return (
    <input
      type="checkbox"
      aria-label={label}
      className="relative z-10 size-4 align-middle accent-[var(--brand-btn)] max-sm:size-6"
      checked={choose.isPending ? !isWatched : isWatched}
      disabled={choose.isPending}
      onChange={(event) =>
        choose.mutate({ connectionId, choices: [{ ref: reference, isWatched: event.target.checked }] })
      }
    />
  )
}
