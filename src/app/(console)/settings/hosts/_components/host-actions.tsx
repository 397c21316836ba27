'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { HostItem } from '@/services/host/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { ConfirmByName } from '@/ui/primitives/confirm-by-name'
import { useOutcome } from '../../_components/use-outcome'

/** Looks at the DNS now, or gives the host back. */
export function HostActions({ claim: { claimId, host } }: { claim: HostItem }) {
  const { t, f } = useT('host')
  const [api, outcome] = [useApi(), useOutcome()]
  const [isAsking, setAsking] = useState(false)
  const check = useMutation(
    api.host.check.mutationOptions({
      onSuccess: ({ status, isReleased }) => outcome.done(f(t.outcomes[isReleased ? 'released' : status], { host })),
      onError: outcome.failed,
    }),
  )
  const remove = useMutation(
    api.host.remove.mutationOptions({ onSuccess: () => outcome.done(f(t.removed, { host })), onError: outcome.failed }),
  )
  const words = t.removal
  return (
    <span className="ml-auto flex gap-1">
      <Button isPending={check.isPending} aria-label={f(t.checkOf, { host })} onClick={() => check.mutate({ claimId })}>
        {t.check}
      </Button>
      <Button look="ghost" aria-label={f(t.removeOf, { host })} onClick={() => setAsking(true)}>
        {t.remove}
      </Button>
      <ConfirmByName
        name={host}
        isOpen={isAsking}
        onOpenChange={setAsking}
        onConfirm={() => remove.mutate({ claimId })}
        isPending={remove.isPending}
        words={{
          title: f(words.title, { host }),
          consequence: words.consequence,
          typeName: words.typeName,
          confirm: t.remove,
          cancel: t.cancel,
        }}
      />
    </span>
  )
}
