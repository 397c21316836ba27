import { claimWorkflow } from '@/services/workflow/claim'
import { createWorkflow } from '@/services/workflow/create'
import { readWorkflowForm } from '@/services/workflow/form'
import { getWorkflow } from '@/services/workflow/get'
import { listWorkflows } from '@/services/workflow/list'
import { retireWorkflow } from '@/services/workflow/retire'
import { updateWorkflow } from '@/services/workflow/update'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const workflowRouter = router({
  get: queryOf(getWorkflow),
  list: queryOf(listWorkflows),
  form: queryOf(readWorkflowForm),
  create: mutationOf(createWorkflow),
  claim: mutationOf(claimWorkflow),
  update: mutationOf(updateWorkflow),
  retire: mutationOf(retireWorkflow),
})
