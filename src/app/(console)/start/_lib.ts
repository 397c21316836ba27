import { STEPS, type Step } from '@/domain/onboarding/journey'

/** The journey at a step, about a client. */
export function startHref(step: Step | null, client: string | null): string {
  const query = new URLSearchParams({ ...(client && { client }), ...(step && { step }) })
  return query.size > 0 ? `/start?${query}` : '/start'
}

/** The step somebody asked for, if there is one of that name. */
export function stepNamed(name: string | undefined): Step | null {
  return STEPS.find((step) => step === name) ?? null
}
