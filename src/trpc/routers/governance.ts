import { decideApproval } from '@/services/approval/decide'
import { delegateApproval, endDelegation } from '@/services/approval/delegate'
import { listDelegations } from '@/services/approval/delegations'
import { getApproval } from '@/services/approval/get'
import { listApprovals } from '@/services/approval/list'
import { withdrawApproval } from '@/services/approval/withdraw'
import { editChange } from '@/services/change/edit'
import { getChange } from '@/services/change/get'
import { listChanges } from '@/services/change/list'
import { requestChange, submitChange } from '@/services/change/request'
import { withdrawChange } from '@/services/change/withdraw'
import { listConformance } from '@/services/conformance/list'
import { applyCriticality } from '@/services/criticality/apply'
import { assessCriticality } from '@/services/criticality/assess'
import { listFindings } from '@/services/finding/list'
import { requestWaiver } from '@/services/finding/waive'
import { listPolicies } from '@/services/policy/list'
import { setPolicy } from '@/services/policy/set'
import { compareVersions } from '@/services/version/compare'
import { getGovernance } from '@/services/version/governance'
import { describeWorkflow } from '@/services/workflow/describe'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const approvalRouter = router({
  list: queryOf(listApprovals),
  get: queryOf(getApproval),
  listDelegations: queryOf(listDelegations),
  decide: mutationOf(decideApproval),
  withdraw: mutationOf(withdrawApproval),
  delegate: mutationOf(delegateApproval),
  endDelegation: mutationOf(endDelegation),
})

export const changeRouter = router({
  list: queryOf(listChanges),
  get: queryOf(getChange),
  request: mutationOf(requestChange),
  edit: mutationOf(editChange),
  submit: mutationOf(submitChange),
  withdraw: mutationOf(withdrawChange),
})

export const findingRouter = router({ list: queryOf(listFindings), waive: mutationOf(requestWaiver) })

export const policyRouter = router({ list: queryOf(listPolicies), set: mutationOf(setPolicy) })

export const governanceRouter = router({
  get: queryOf(getGovernance),
  compare: queryOf(compareVersions),
  conformance: queryOf(listConformance),
  describe: mutationOf(describeWorkflow),
  assess: mutationOf(assessCriticality),
  applyAssessment: mutationOf(applyCriticality),
})
