import { createExpectation } from '@/services/expectation/create'
import { declareObligations } from '@/services/expectation/declare'
import { getExpectation } from '@/services/expectation/get'
import { listExpectations } from '@/services/expectation/list'
import { pauseExpectation } from '@/services/expectation/pause'
import { resumeExpectation } from '@/services/expectation/resume'
import { updateExpectation } from '@/services/expectation/update'
import { withdrawObligation } from '@/services/expectation/withdraw'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const expectationRouter = router({
  list: queryOf(listExpectations),
  get: queryOf(getExpectation),
  create: mutationOf(createExpectation),
  update: mutationOf(updateExpectation),
  pause: mutationOf(pauseExpectation),
  resume: mutationOf(resumeExpectation),
  declare: mutationOf(declareObligations),
  withdraw: mutationOf(withdrawObligation),
})
