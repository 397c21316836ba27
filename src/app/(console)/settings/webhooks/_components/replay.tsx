'use client'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useOutcome } from '../../_components/use-outcome'

/** Sends a message again, under the webhook-id it has. */
export function Replay({ endpointId, messageId }: { endpointId: string; messageId: string }) {
  const { t } = useT('webhook')
  const [api, outcome] = [useApi(), useOutcome()]
  const { mutate, isPending } = useMutation(
    api.webhook.replay.mutationOptions({ onError: outcome.failed, onSuccess: outcome.refresh }),
  )
  return (
    <Button look="ghost" isPending={isPending} onClick={() => mutate({ endpointId, messageId })}>
      {t.replay}
    </Button>
  )
}
