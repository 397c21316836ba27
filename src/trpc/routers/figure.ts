import { getObjectiveDay } from '@/services/objective-day/get'
import { getDurations } from '@/services/rollup/durations'
import { router } from '../init'
import { queryOf } from '../procedures'

/** Figures opened to what they are made of. */
export const figureRouter = router({
  objectiveDay: queryOf(getObjectiveDay),
  durations: queryOf(getDurations),
})
