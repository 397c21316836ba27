'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Role } from '@/domain/access/roles'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { Section } from '@/ui/primitives/section'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'
import { useOutcome } from '../../settings/_components/use-outcome'

const CLIENT_ROLES = [
  'client_plant',
  'client_executive',
  'client_it',
  'client_quality',
  'client_auditor',
] as const satisfies Role[]
type ClientRole = (typeof CLIENT_ROLES)[number]

interface Client {
  id: string
  slug: string
  name: string
  portalPublic: boolean
}

function Access({ client }: { client: Client }) {
  const { t, f } = useT('start')
  const words = t.portal
  const { done, failed } = useOutcome()
  const { mutate, isPending } = useMutation(
    useApi().client.update.mutationOptions({
      onSuccess: (_, { portalPublic }) => done(f(portalPublic ? words.opened : words.closed, { client: client.name })),
      onError: failed,
    }),
  )
  const { portalPublic } = client
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">{portalPublic ? words.isOpen : f(words.isClosed, { client: client.name })}</p>
      <p className="flex flex-wrap gap-2">
        <Button
          look={portalPublic ? 'ghost' : 'primary'}
          isPending={isPending}
          onClick={() => mutate({ clientId: client.id, portalPublic: !portalPublic })}
        >
          {portalPublic ? words.close : words.open}
        </Button>
      </p>
    </div>
  )
}

function Invite({ client }: { client: Client }) {
  const { t, f } = useT('start')
  const roles = useT('members').t.roles
  const words = t.portal
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<ClientRole>('client_plant')
  const { done } = useOutcome()
  const { mutate, isPending, error } = useMutation(
    useApi().invitation.create.mutationOptions({
      onSuccess: () => {
        done(f(words.sent, { email }))
        setEmail('')
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ email, role, allClients: false, clientIds: [client.id] })
  }
  return (
    <Section title={f(words.invite, { client: client.name })}>
      <form onSubmit={submit} className="grid gap-3 pt-3">
        <TextField label={words.email} type="email" required maxLength={254} value={email} onChange={setEmail} />
        <Field label={roles[role]}>
          {(control) => (
            <Select {...control} value={role} onChange={(event) => setRole(event.target.value as ClientRole)}>
              {CLIENT_ROLES.map((each) => (
                <option key={each} value={each}>
                  {roles[each]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <FormProblem error={error} />
        <Button type="submit" isPending={isPending} className="justify-self-start">
          {words.send}
        </Button>
      </form>
    </Section>
  )
}

interface PortalStepProps {
  client: Client
  mayInvite: boolean
  children: React.ReactNode
}

/** Opens the portal, shows it as a phone would, and invites somebody to it. */
export function PortalStep({ client, mayInvite, children }: PortalStepProps) {
  const { t, f } = useT('start')
  const address = `/portal/${client.slug}`
  return (
    <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="grid content-start gap-8">
        <Access client={client} />
        {mayInvite && <Invite client={client} />}
        <p>{children}</p>
      </div>
      {client.portalPublic && (
        <div className="min-w-0">
          <a href={address} target="_blank" rel="noreferrer" className="text-brand-link underline">
            {t.portal.go}
          </a>
          <iframe
            title={f(t.portal.frame, { client: client.name })}
            src={address}
            sandbox="allow-popups"
            className="mt-3 h-[42rem] w-full max-w-96 rounded-[28px] border-8 border-line-2 bg-bg"
          />
        </div>
      )}
    </div>
  )
}
