'use client'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useOutcome } from '../../../settings/_components/use-outcome'

/** Puts the credit of a frozen month to another person's decision; the amount is never typed. */
export function ProposeCredit({ clientId, month }: { clientId: string; month: string }) {
  const { t } = useT('invoice')
  const [api, outcome] = [useApi(), useOutcome()]
  const propose = useMutation(
    api.credit.propose.mutationOptions({
      onSuccess: () => outcome.done(t.credits.proposed),
      onError: outcome.failed,
    }),
  )
  return (
    <Button isPending={propose.isPending} onClick={() => propose.mutate({ clientId, month })}>
      {t.credits.propose}
    </Button>
  )
}
