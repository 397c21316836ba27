import { listPolicies, readPolicyForm } from '@/services/escalation/policy/read'
import { archivePolicy, changePolicy, createPolicy } from '@/services/escalation/policy/save'
import { readEscalation } from '@/services/escalation/story'
import { addOverride, removeOverride } from '@/services/rotation/override'
import { getRotation, listRotations, previewRotation } from '@/services/rotation/read'
import { archiveRotation, changeRotation, createRotation } from '@/services/rotation/save'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const onCallRouter = router({
  rotations: queryOf(listRotations),
  rotation: queryOf(getRotation),
  preview: queryOf(previewRotation),
  createRotation: mutationOf(createRotation),
  changeRotation: mutationOf(changeRotation),
  archiveRotation: mutationOf(archiveRotation),
  addOverride: mutationOf(addOverride),
  removeOverride: mutationOf(removeOverride),
  policies: queryOf(listPolicies),
  policyForm: queryOf(readPolicyForm),
  createPolicy: mutationOf(createPolicy),
  changePolicy: mutationOf(changePolicy),
  archivePolicy: mutationOf(archivePolicy),
  ofIncident: queryOf(readEscalation),
})
