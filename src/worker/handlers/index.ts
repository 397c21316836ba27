import type { Handlers } from '../handler'
import { approvalDecided } from './approval-decided'
import { approvalRequested } from './approval-requested'
import { incidentOpened } from './incident-opened'
import { incidentResolved } from './incident-resolved'
import { memberInvited } from './member-invited'
import { signInRequested } from './sign-in-requested'
import { workflowEvaluate } from './workflow-evaluate'

/** Every topic has its handler; a new topic without one does not compile. */
export const HANDLERS: Handlers = {
  'workflow.evaluate': workflowEvaluate,
  'incident.opened': incidentOpened,
  'incident.resolved': incidentResolved,
  'member.invited': memberInvited,
  'sign-in.requested': signInRequested,
  'approval.requested': approvalRequested,
  'approval.decided': approvalDecided,
}
