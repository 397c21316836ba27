import type { Metadata } from 'next'
import { nextStep, type Step } from '@/domain/onboarding/journey'
import { originOf } from '@/infra/public-url'
import type { Journey } from '@/services/onboarding/journey'
import { page, requestContext, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { PutAway } from './_components/put-away'
import { Skip } from './_components/skip'
import { StepList } from './_components/step-list'
import { startHref, stepNamed } from './_lib'
import { Stage } from './_steps/stage'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.start.title }
}

interface StartPageProps {
  searchParams: Promise<{ client?: string; step?: string }>
}

function Finished({ journey, reader: { m, f } }: { journey: Journey; reader: Viewer }) {
  const words = m.start
  return (
    <div className="grid justify-items-start gap-4">
      <h2 className="font-semibold text-18">
        {journey.client ? f(words.finished, { client: journey.client.name }) : words.finishedNobody}
      </h2>
      <LinkButton look="primary" href="/">
        {words.toBoard}
      </LinkButton>
    </div>
  )
}

interface OpenStepProps {
  step: Step
  journey: Journey
  reader: Viewer
}

async function OpenStep({ step, journey, reader }: OpenStepProps) {
  const [{ actor }, { host }] = await Promise.all([requireSession(), requestContext()])
  const { m, f } = reader
  const slug = journey.client?.slug ?? null
  const state = journey.steps.find((each) => each.step === step)?.state ?? 'open'
  const next = nextStep(journey.steps, step)
  const nextHref = startHref(next === step ? null : next, slug)
  const isStuck = state === 'blocked' && step !== 'interview' && step !== 'promise' && !journey.client
  return (
    <section aria-labelledby="step" className="min-w-0">
      <h2 id="step" className="font-semibold text-18">
        {m.start.steps[step]}
      </h2>
      <p className="mt-1 mb-6 max-w-2xl text-ink-2">{m.start.why[step]}</p>
      {isStuck ? (
        <p>
          {f(m.start.blocked, { step: m.start.steps.client })}{' '}
          <TextLink href={startHref('client', null)}>{m.start.steps.client}</TextLink>
        </p>
      ) : (
        <Stage {...{ step, journey, actor, nextHref }} viewer={reader} origin={originOf(host)} />
      )}
      {state === 'done' && next && next !== step && (
        <p className="mt-8">
          <LinkButton look="primary" href={nextHref}>
            {f(m.start.next, { step: m.start.steps[next] })}
          </LinkButton>
        </p>
      )}
      <Skip step={step} state={state} clientId={journey.client?.id ?? null} nextHref={nextHref} />
    </section>
  )
}

/** The first hour: every step on one page, each done where it stands, left and found again on any device. */
export default async function StartPage({ searchParams }: StartPageProps) {
  const [{ client, step }, reader] = await Promise.all([searchParams, viewer()])
  const journey = await page((api) => api.onboarding.journey({ client: client ?? null }))
  const current = stepNamed(step) ?? journey.next
  const { m, locale } = reader
  const slug = journey.client?.slug ?? null
  return (
    <I18nProvider
      locale={locale}
      messages={pickMessages(locale, 'start', 'settings', 'calendar', 'governance', 'members')}
    >
      <PageHeader
        eyebrow={journey.client?.name}
        title={m.start.title}
        sentence={m.start.sentence}
        actions={<PutAway isAway={journey.isDismissed} />}
      />
      <div className="grid gap-8 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <StepList
          steps={journey.steps}
          current={current ?? 'portal'}
          hrefOf={(each) => startHref(each, slug)}
          viewer={reader}
        />
        {current ? (
          <OpenStep step={current} journey={journey} reader={reader} />
        ) : (
          <Finished {...{ journey, reader }} />
        )}
      </div>
    </I18nProvider>
  )
}
