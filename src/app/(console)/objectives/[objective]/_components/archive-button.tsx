'use client'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useOutcome } from '../../../settings/_components/use-outcome'

/** Ends an objective; refused while a contract promises it. */
export function ArchiveButton({ objectiveId, name, client }: { objectiveId: string; name: string; client: string }) {
  const { t, f } = useT('promise')
  const [api, outcome] = [useApi(), useOutcome()]
  const archive = useMutation(
    api.objective.archive.mutationOptions({
      onSuccess: () => outcome.done(f(t.archived, { name, client })),
      onError: outcome.failed,
    }),
  )
  return (
    <Button look="ghost" isPending={archive.isPending} onClick={() => archive.mutate({ objectiveId })}>
      {t.archive}
    </Button>
  )
}
