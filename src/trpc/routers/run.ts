import { listRetries } from '@/services/retry/list'
import { requestRetry } from '@/services/retry/request'
import { getAroundIncident } from '@/services/run/around-incident'
import { getRun } from '@/services/run/get'
import { listRuns } from '@/services/run/list'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const runRouter = router({
  aroundIncident: queryOf(getAroundIncident),
  get: queryOf(getRun),
  list: queryOf(listRuns),
  retries: queryOf(listRetries),
  retry: mutationOf(requestRetry),
})
