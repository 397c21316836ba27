import { nextStep, type Step } from '@/domain/onboarding/journey'
import { originOf } from '@/infra/public-url'
import type { Journey } from '@/services/onboarding/journey'
import { requestContext, requireSession } from '@/trpc/server'
import type { Viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { TextLink } from '@/ui/primitives/text-link'
import { Skip } from '../_components/skip'
import { startHref } from '../_lib'
import { Stage } from './stage'

interface OpenStepProps {
  step: Step
  journey: Journey
  reader: Viewer
}

/** One step: why, what to do, where it goes on, and what skipping costs. */
export async function OpenStep({ step, journey, reader }: OpenStepProps) {
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
