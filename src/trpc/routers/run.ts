import { getAroundIncident } from '@/services/run/around-incident'
import { getRun } from '@/services/run/get'
import { listRuns } from '@/services/run/list'
import { router } from '../init'
import { queryOf } from '../procedures'

export const runRouter = router({
  aroundIncident: queryOf(getAroundIncident),
  get: queryOf(getRun),
  list: queryOf(listRuns),
})
