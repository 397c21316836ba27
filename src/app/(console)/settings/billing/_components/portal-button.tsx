'use client'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useOutcome } from '../../_components/use-outcome'

/** To the payment service's own portal. */
export function PortalButton() {
  const { t } = useT('billing')
  const [api, outcome] = [useApi(), useOutcome()]
  const { mutate, isPending, isSuccess } = useMutation(
    api.billing.portal.mutationOptions({
      onSuccess: ({ url }) => window.location.assign(url),
      onError: outcome.failed,
    }),
  )
  return (
    <Button isPending={isPending || isSuccess} onClick={() => mutate({ host: window.location.hostname })}>
      {t.portal}
    </Button>
  )
}
