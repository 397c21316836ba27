import { createExpectation } from '@/services/expectation/create'
import { listExpectations } from '@/services/expectation/list'
import { pauseExpectation } from '@/services/expectation/pause'
import { resumeExpectation } from '@/services/expectation/resume'
import { updateExpectation } from '@/services/expectation/update'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const expectationRouter = router({
  list: queryOf(listExpectations),
  create: mutationOf(createExpectation),
  update: mutationOf(updateExpectation),
  pause: mutationOf(pauseExpectation),
  resume: mutationOf(resumeExpectation),
})
