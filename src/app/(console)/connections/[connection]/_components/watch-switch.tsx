'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useApi } from '@/trpc/client'
import { Checkbox } from '@/ui/primitives/inputs'
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
    <Checkbox
      label={<span className="sr-only">{label}</span>}
      className="relative z-10"
      checked={choose.isPending ? !isWatched : isWatched}
      disabled={choose.isPending}
      onChange={(event) =>
        choose.mutate({ connectionId, choices: [{ ref: reference, isWatched: event.target.checked }] })
      }
    />
  )
}
