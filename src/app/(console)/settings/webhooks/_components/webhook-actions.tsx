'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { WebhookLine } from '@/services/webhook/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { useToast } from '@/ui/primitives/toast'
import { useOutcome } from '../../_components/use-outcome'
import { SecretDialog } from './secret-dialog'

/** Try it, pause it, change its secret, take it away. */
export function WebhookActions({
  endpoint: { id: endpointId, name, status, oldSecretUntil },
}: {
  endpoint: WebhookLine
}) {
  const { t } = useT('webhook')
  const [api, outcome] = [useApi(), useOutcome()]
  const [secret, setSecret] = useState<string | null>(null)
  const onError = outcome.failed
  const update = useMutation(api.webhook.update.mutationOptions({ onError, onSuccess: outcome.refresh }))
  const rotate = useMutation(
    api.webhook.rotate.mutationOptions({ onError, onSuccess: (made) => setSecret(made.secret) }),
  )
  const endOld = useMutation(api.webhook.endOldSecret.mutationOptions({ onError, onSuccess: outcome.refresh }))
  const isActive = status === 'active'
  const close = () => {
    setSecret(null)
    outcome.refresh()
  }
  return (
    <div className="flex flex-wrap gap-2">
      <TestButton endpointId={endpointId} />
      <Button
        isPending={update.isPending}
        onClick={() => update.mutate({ endpointId, status: isActive ? 'paused' : 'active' })}
      >
        {isActive ? t.pause : t.resume}
      </Button>
      {oldSecretUntil ? (
        <Button isPending={endOld.isPending} onClick={() => endOld.mutate({ endpointId })}>
          {t.endOld}
        </Button>
      ) : (
        <Button isPending={rotate.isPending} onClick={() => rotate.mutate({ endpointId })}>
          {t.rotate}
        </Button>
      )}
      <RemoveWebhook endpointId={endpointId} name={name} />
      <SecretDialog secret={secret} onClose={close} />
    </div>
  )
}

function RemoveWebhook({ endpointId, name }: { endpointId: string; name: string }) {
  const { t, f } = useT('webhook')
  const [api, outcome, router] = [useApi(), useOutcome(), useRouter()]
  const [isAsking, setAsking] = useState(false)
  const { mutate, isPending } = useMutation(
    api.webhook.remove.mutationOptions({
      onError: outcome.failed,
      onSuccess: () => router.push('/settings/webhooks'),
    }),
  )
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        {t.remove}
      </Button>
      <Dialog
        title={t.remove}
        description={f(t.removeSure, { name })}
        isOpen={isAsking}
        onOpenChange={setAsking}
        closeLabel={t.cancel}
      >
        <div className="flex justify-end">
          <Button look="danger" isPending={isPending} onClick={() => mutate({ endpointId })}>
            {t.remove}
          </Button>
        </div>
      </Dialog>
    </>
  )
}

function TestButton({ endpointId }: { endpointId: string }) {
  const { t, f } = useT('webhook')
  const [api, outcome, toast] = [useApi(), useOutcome(), useToast()]
  const test = useMutation(
    api.webhook.test.mutationOptions({
      onError: outcome.failed,
      onSuccess: ({ isDelivered, status: said, tookMs, detail }) => {
        const words = f(isDelivered ? t.testOk : t.testBad, { status: said ?? t.noAnswer, ms: tookMs, detail })
        if (isDelivered) return outcome.done(words)
        toast.failed(words)
        outcome.refresh()
      },
    }),
  )
  return (
    <Button look="primary" isPending={test.isPending} onClick={() => test.mutate({ endpointId })}>
      {t.test}
    </Button>
  )
}
