import type { Actor } from '@/domain/access/actor'
import { can } from '@/domain/access/actor'
import type { Step } from '@/domain/onboarding/journey'
import type { Journey } from '@/services/onboarding/journey'
import { page } from '@/trpc/server'
import type { Viewer } from '@/ui/i18n/server'
import { BrandForm } from '../../settings/brand/_components/brand-form'
import { Keep } from '../_components/keep'
import { Arrivals } from './arrivals'
import { ClientStep } from './client-step'
import { InterviewStep } from './interview-step'
import { PortalStep } from './portal-step'
import { PromiseStep } from './promise-step'
import { SiteStep } from './site-step'
import { SourceStep } from './source-step'

interface StageProps {
  step: Step
  journey: Journey
  actor: Actor
  viewer: Viewer
  origin: string
  nextHref: string
}

async function Brand({ actor, viewer: { m }, origin, nextHref }: StageProps) {
  if (!can(actor, 'brand.manage')) return null
  const data = await page((api) => api.brand.form({ client: null }))
  return (
    <div className="grid gap-6">
      <BrandForm data={data} address={origin} />
      <p>
        <Keep step="brand" clientId={null} nextHref={nextHref} label={m.start.brand.keep} />
      </p>
    </div>
  )
}

type AboutClient = StageProps & { client: NonNullable<Journey['client']> }

async function Runs({ client, viewer: { zone } }: AboutClient) {
  const first = await page((api) => api.onboarding.arrivals({ clientId: client.id }))
  const site = client.sites[0]
  return <Arrivals client={client} siteId={site?.id ?? null} zone={site?.zone ?? zone ?? 'UTC'} first={first} />
}

async function Promised({ journey, nextHref }: AboutClient) {
  const live = journey.workflows.filter(({ lifecycle }) => lifecycle === 'live')
  const [chosen] = live
  const first = chosen ? await page((api) => api.onboarding.propose({ workflowId: chosen.id })) : null
  return <PromiseStep workflows={live} first={first} nextHref={nextHref} />
}

function OfClient(props: AboutClient) {
  const { step, client, journey, actor, viewer, origin, nextHref } = props
  switch (step) {
    case 'site':
      return (
        <SiteStep
          clientId={client.id}
          zones={Intl.supportedValuesOf('timeZone')}
          here={viewer.zone ?? 'Europe/Berlin'}
          nextHref={nextHref}
          names={client.sites.map(({ name }) => name)}
        />
      )
    case 'source':
      return (
        <SourceStep
          clientId={client.id}
          siteId={client.sites[0]?.id ?? null}
          origin={origin}
          mayMakeKeys={can(actor, 'key.manage')}
        >
          <Runs {...props} />
        </SourceStep>
      )
    case 'event':
      return <Runs {...props} />
    case 'interview':
      return (
        <InterviewStep
          workflows={journey.workflows.filter(({ lifecycle }) => lifecycle === 'live')}
          nextHref={nextHref}
        />
      )
    case 'promise':
      return <Promised {...props} />
    default:
      return (
        <PortalStep client={client} mayInvite={can(actor, 'member.manage')}>
          <Keep step="portal" clientId={client.id} nextHref={nextHref} label={viewer.m.start.portal.keep} />
        </PortalStep>
      )
  }
}

/** What a step asks for. */
export function Stage(props: StageProps) {
  const { step, journey } = props
  if (step === 'brand') return <Brand {...props} />
  if (step === 'client') return <ClientStep count={journey.clients.length} />
  return journey.client ? <OfClient {...props} client={journey.client} /> : null
}
