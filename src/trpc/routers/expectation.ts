import { listExpectations } from '@/services/expectation/list'
import { router } from '../init'
import { queryOf } from '../procedures'

export const expectationRouter = router({
  list: queryOf(listExpectations),
})
