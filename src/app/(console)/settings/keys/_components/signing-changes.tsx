'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SigningItem } from '@/services/signing/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { ConfirmByName } from '@/ui/primitives/confirm-by-name'
import { useOutcome } from '../../_components/use-outcome'

/** Insisting can cut a sender off and is confirmed; letting go cannot. */
export function RequireSignature({ source: { sourceId, name, clientName, isRequired } }: { source: SigningItem }) {
  const { t, f } = useT('signing')
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const words = t.require
  const { mutate, isPending } = useMutation(
    api.source.requireSignature.mutationOptions({
      onSuccess: (_, sent) => outcome.done(f(sent.isRequired ? words.isOn : words.isOff, { source: name })),
      onError: outcome.failed,
      onSettled: () => setOpen(false),
    }),
  )
  const action = isRequired ? words.off : words.on
  return (
    <>
      <Button
        look="ghost"
        aria-label={`${action}: ${name}`}
        isPending={isPending}
        onClick={() => (isRequired ? mutate({ sourceId, isRequired: false }) : setOpen(true))}
      >
        {action}
      </Button>
      <ConfirmByName
        name={name}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isPending={isPending}
        onConfirm={() => mutate({ sourceId, isRequired: true })}
        words={{
          title: f(words.title, { source: name }),
          consequence: f(words.consequence, { client: clientName }),
          typeName: f(words.typeName, { source: name }),
          confirm: words.confirm,
          cancel: words.cancel,
        }}
      />
    </>
  )
}

interface RetireProps {
  source: SigningItem
  secret: SigningItem['secrets'][number]
}

export function RetireSecret({ source, secret: { id, hint } }: RetireProps) {
  const { t, f } = useT('signing')
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const { action, title, consequence, typeName, confirm, cancel, done } = t.retire
  const { mutate, isPending } = useMutation(
    api.source.retireSigningSecret.mutationOptions({
      onSuccess: () => outcome.done(f(done, { hint })),
      onError: outcome.failed,
      onSettled: () => setOpen(false),
    }),
  )
  return (
    <>
      <Button look="ghost" aria-label={`${action}: ${hint}`} onClick={() => setOpen(true)}>
        {action}
      </Button>
      <ConfirmByName
        name={hint}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isPending={isPending}
        onConfirm={() => mutate({ signingSecretId: id })}
        words={{
          title: f(title, { hint }),
          consequence: f(consequence, { source: source.name }),
          typeName: f(typeName, { hint }),
          confirm,
          cancel,
        }}
      />
    </>
  )
}
