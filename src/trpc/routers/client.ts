import { getClientOverview } from '@/services/client/overview'
import { router } from '../init'
import { queryOf } from '../procedures'

export const clientRouter = router({
  overview: queryOf(getClientOverview),
})
