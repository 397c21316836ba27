'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { LinkButton } from '@/ui/primitives/link-button'
import { Section } from '@/ui/primitives/section'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'
import { type Made, MadeKey } from './made-key'

type Kind = Made['kind']

interface WayProps {
  kind: Kind
  clientId: string
  siteId: string | null
  onMade: (made: Made) => void
}

function Way({ kind, clientId, siteId, onMade }: WayProps) {
  const words = useT('start').t.source
  const isPing = kind === 'ping'
  const [name, setName] = useState<string>(isPing ? words.pingNamePlaceholder : words.apiNamePlaceholder)
  const { mutate, isPending, error } = useMutation(
    useApi().onboarding.openSource.mutationOptions({ onSuccess: onMade }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate(isPing ? { kind: 'ping', clientId, name, siteId } : { kind: 'api', clientId, name })
  }
  return (
    <Section title={isPing ? words.ping : words.api}>
      <form onSubmit={submit} className="grid max-w-lg gap-3 pt-3">
        <TextField
          label={isPing ? words.pingName : words.apiName}
          required
          maxLength={80}
          value={name}
          onChange={setName}
        />
        <FormProblem error={error} />
        <Button
          type="submit"
          look={isPing ? undefined : 'primary'}
          isPending={isPending}
          className="justify-self-start"
        >
          {isPing ? words.makePing : words.make}
        </Button>
      </form>
    </Section>
  )
}

interface SourceStepProps {
  clientId: string
  siteId: string | null
  origin: string
  mayMakeKeys: boolean
  children: React.ReactNode
}

/** Three ways in. Once a key is made it stays on the screen, with the runs arriving below it. */
export function SourceStep({ clientId, siteId, origin, mayMakeKeys, children }: SourceStepProps) {
  const words = useT('start').t.source
  const [made, setMade] = useState<Made | null>(null)
  if (made)
    return (
      <div className="grid grid-cols-1 gap-6">
        <MadeKey made={made} origin={origin} />
        {children}
      </div>
    )
  return (
    <div className="grid gap-8">
      {mayMakeKeys ? (
        <>
          <Way kind="api" clientId={clientId} siteId={siteId} onMade={setMade} />
          <Way kind="ping" clientId={clientId} siteId={siteId} onMade={setMade} />
        </>
      ) : (
        <p className="text-ink-2">{words.notAllowed}</p>
      )}
      <Section title={words.n8n}>
        <p className="py-3 text-ink-2">{words.n8nHint}</p>
        <LinkButton href="/connections/new">{words.n8nGo}</LinkButton>
      </Section>
    </div>
  )
}
