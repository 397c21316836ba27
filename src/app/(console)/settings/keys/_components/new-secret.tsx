'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SigningItem } from '@/services/signing/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { CopyField } from '@/ui/primitives/copy-field'
import { Dialog } from '@/ui/primitives/dialog'
import { useOutcome } from '../../_components/use-outcome'

/** Makes a signing secret and shows it, the only time anybody sees it. */
export function NewSecret({ source: { sourceId, name } }: { source: SigningItem }) {
  const { t, f } = useT('signing')
  const [api, outcome] = [useApi(), useOutcome()]
  const [secret, setSecret] = useState<string | null>(null)
  const { mutate, isPending } = useMutation(
    api.source.createSigningSecret.mutationOptions({
      onSuccess: (made) => setSecret(made.secret),
      onError: outcome.failed,
    }),
  )
  const close = () => {
    setSecret(null)
    outcome.refresh()
  }
  const { action, title, label, how, copy, copied, done, close: closeLabel } = t.secret
  return (
    <>
      <Button look="ghost" aria-label={`${action}: ${name}`} isPending={isPending} onClick={() => mutate({ sourceId })}>
        {action}
      </Button>
      <Dialog title={title} description={how} isOpen={secret !== null} onOpenChange={close} closeLabel={closeLabel}>
        <div className="grid grid-cols-1 gap-4">
          <CopyField label={f(label, { source: name })} value={secret ?? ''} copy={copy} copied={copied} />
          <Button look="primary" className="justify-self-end" onClick={close}>
            {done}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
