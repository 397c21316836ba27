import type { Handlers } from '../handler'
import { approvalDecided } from './approval-decided'
import { approvalRequested } from './approval-requested'
import { checkpointDue } from './checkpoint-due'
import { checkpointTaken } from './checkpoint-taken'
import { hostFailing } from './host-failing'
import { incidentHeld } from './incident-held'
import { incidentOpened } from './incident-opened'
import { incidentRaised } from './incident-raised'
import { incidentResolved } from './incident-resolved'
import { memberInvited } from './member-invited'
import { packRequested } from './pack-requested'
import { portalNotice } from './portal-notice'
import { reportChanged, reportReleased } from './report'
import { runRetryRequested } from './run-retry-requested'
import { signInRequested } from './sign-in-requested'
import { subscriptionAsked } from './subscription-asked'
import { webhookDisabled } from './webhook-disabled'
import { webhookEvent } from './webhook-event'
import { workflowEvaluate } from './workflow-evaluate'

/** Every topic has its handler; a new topic without one does not compile. */
export const HANDLERS: Handlers = {
  'checkpoint.due': checkpointDue,
  'checkpoint.taken': checkpointTaken,
  'pack.requested': packRequested,
  'report.changed': reportChanged,
  'report.released': reportReleased,
  'workflow.evaluate': workflowEvaluate,
  'incident.opened': incidentOpened,
  'incident.raised': incidentRaised,
  'incident.held': incidentHeld,
  'incident.resolved': incidentResolved,
  'host.failing': hostFailing,
  'member.invited': memberInvited,
  'run.retry-requested': runRetryRequested,
  'webhook.event': webhookEvent,
  'webhook.disabled': webhookDisabled,
  'sign-in.requested': signInRequested,
  'approval.requested': approvalRequested,
  'approval.decided': approvalDecided,
  'subscription.asked': subscriptionAsked,
  'portal.notice': portalNotice,
}
