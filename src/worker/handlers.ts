import type { Handlers } from './handler'
import { approvalDecided, approvalRequested } from './handlers/approval'
import { billingChanged, billingUsage } from './handlers/billing'
import { checkpointDue, checkpointTaken } from './handlers/checkpoint'
import { hostFailing } from './handlers/host-failing'
import { incidentHeld, incidentOpened, incidentRaised } from './handlers/incident-begins'
import { incidentResolved } from './handlers/incident-resolved'
import { memberInvited } from './handlers/member-invited'
import { packRequested } from './handlers/pack-requested'
import { portalNotice } from './handlers/portal-notice'
import { reportChanged, reportReleased } from './handlers/report'
import { runRetryRequested } from './handlers/run-retry-requested'
import { signInRequested } from './handlers/sign-in-requested'
import { subscriptionAsked } from './handlers/subscription-asked'
import { webhookDisabled, webhookEvent } from './handlers/webhook'
import { workflowEvaluate } from './handlers/workflow-evaluate'

/** Every topic has its handler; a new topic without one does not compile. */
export const HANDLERS: Handlers = {
  'checkpoint.due': checkpointDue,
  'checkpoint.taken': checkpointTaken,
  'billing.changed': billingChanged,
  'billing.usage': billingUsage,
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
