import { getWorkflow } from '@/services/workflow/get'
import { listWorkflows } from '@/services/workflow/list'
import { router } from '../init'
import { queryOf } from '../procedures'

export const workflowRouter = router({
  get: queryOf(getWorkflow),
  list: queryOf(listWorkflows),
})
