'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useApi } from '@/trpc/client'
import { Button } from '@/ui/primitives/button'
import { useOutcome } from '../../settings/_components/use-outcome'

interface Props {
  clientId: string
  month: string
  done: string
  children: React.ReactNode
}

/** Works an invoice out, or out again, and shows it. */
export function DraftButton({ clientId, month, done, children }: Props) {
  const [api, outcome, router] = [useApi(), useOutcome(), useRouter()]
  const draft = useMutation(
    api.invoice.draft.mutationOptions({
      onSuccess: ({ invoiceId }) => {
        outcome.done(done)
        router.push(`/invoices/${invoiceId}`)
      },
      onError: outcome.failed,
    }),
  )
  return (
    <Button isPending={draft.isPending} onClick={() => draft.mutate({ clientId, month })}>
      {children}
    </Button>
  )
}
