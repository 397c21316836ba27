'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { ConnectionForm } from '@/services/connection/form'
import type { ProbedWorkflow } from '@/services/connection/probe'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../../_components/form-problem'
import { type Choices, ChooseStep } from './choose-step'
import { type Link, LinkStep } from './link-step'
import { type Place, PlaceStep } from './place-step'

const PLACE: Place = { clientId: '', siteId: '', name: 'n8n', everyS: 60, isAllWatched: true }

interface Looked {
  workflows: readonly ProbedWorkflow[]
  canReadRuns: boolean
  newestRun: Date | null
}

/** What the first look saw, in a sentence. */
function Found({ look }: { look: Looked }) {
  const { t, f, locale } = useT('connection')
  const words = t.wizard
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const runs = look.newestRun
    ? f(words.newestRun, { at: plantTime(look.newestRun, { zone, locale, detail: 'full' }) })
    : words.noRuns
  return (
    <p className="py-2">
      {f(words.found, { count: look.workflows.length })}{' '}
      <span className={look.canReadRuns ? '' : 'font-medium text-late-ink'}>
        {look.canReadRuns ? runs : words.cannotReadRuns}
      </span>
    </p>
  )
}

function useConnect() {
  const { t, f } = useT('connection')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  return useMutation(
    api.connection.create.mutationOptions({
      onSuccess: ({ connectionId }, { name }) => {
        toast.done(f(t.wizard.created, { name }))
        router.push(`/connections/${connectionId}`)
        router.refresh()
      },
    }),
  )
}

/** Three steps on one page; the next appears when the one before is done. */
export function Wizard({ form }: { form: ConnectionForm }) {
  const { t } = useT('connection')
  const api = useApi()
  const [link, setLink] = useState<Link>({ baseUrl: '', credential: '' })
  const [place, setPlace] = useState(PLACE)
  const [choices, setChoices] = useState<Choices>({})
  const look = useMutation(api.connection.probe.mutationOptions())
  const connect = useConnect()
  const change = (next: Link) => {
    setLink(next)
    look.reset()
  }
  const workflows = look.data?.workflows ?? []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const chosen = workflows.map(({ ref }) => {
      const { isWatched = true, workflowId = '' } = choices[ref] ?? {}
      return { ref, isWatched, workflowId: workflowId || null }
    })
    connect.mutate({ ...link, ...place, siteId: place.siteId || null, choices: chosen })
  }
  const { steps } = t.wizard
  return (
    <div className="grid gap-8">
      <Section title={steps.link}>
        <div className="pt-3">
          <LinkStep
            link={link}
            onChange={change}
            onLook={() => look.mutate(link)}
            isPending={look.isPending}
            error={look.error}
          />
          {look.data && <Found look={look.data} />}
        </div>
      </Section>
      {look.data && (
        <form onSubmit={submit} className="grid gap-8">
          <Section title={steps.place}>
            <div className="pt-3">
              <PlaceStep place={place} form={form} onChange={setPlace} />
            </div>
          </Section>
          <Section title={steps.choose}>
            <div className="pt-3">
              <ChooseStep
                workflows={workflows}
                choices={choices}
                ours={form.workflows.filter(({ clientId }) => clientId === place.clientId)}
                onChange={setChoices}
              />
            </div>
          </Section>
          <div className="grid gap-3">
            <FormProblem error={connect.error} />
            <Button type="submit" look="primary" isPending={connect.isPending} className="justify-self-start">
              {t.wizard.create}
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}
