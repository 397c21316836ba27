import { checkHost } from '@/services/host/check'
import { claimHost } from '@/services/host/claim'
import { listHosts } from '@/services/host/list'
import { removeHost } from '@/services/host/remove'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const hostRouter = router({
  list: queryOf(listHosts),
  claim: mutationOf(claimHost),
  check: mutationOf(checkHost),
  remove: mutationOf(removeHost),
})
