import { acceptPromise } from '@/services/onboarding/accept'
import { addPlant } from '@/services/onboarding/add-plant'
import { listArrivals } from '@/services/onboarding/arrivals'
import { getJourney } from '@/services/onboarding/journey'
import { markStep } from '@/services/onboarding/mark'
import { openSource } from '@/services/onboarding/open-source'
import { proposePromise } from '@/services/onboarding/proposal'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const onboardingRouter = router({
  journey: queryOf(getJourney),
  mark: mutationOf(markStep),
  addPlant: mutationOf(addPlant),
  openSource: mutationOf(openSource),
  arrivals: queryOf(listArrivals),
  propose: queryOf(proposePromise),
  accept: mutationOf(acceptPromise),
})
