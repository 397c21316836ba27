import { notifyApprovalDecided, notifyApprovalRequested } from '@/services/notify/approval'
import { fanOut } from '@/services/webhook/fan-out'
import type { Handler } from '../handler'

export const approvalRequested: Handler<'approval.requested'> = async (
  caller,
  payloads,
  { outboxIds: [outboxId = ''] },
) => {
  for (const { requestId } of payloads) {
    await fanOut(caller, 'approval.requested', { requestId, outboxId })
    await notifyApprovalRequested(caller, { requestId })
  }
}

export const approvalDecided: Handler<'approval.decided'> = async (
  caller,
  payloads,
  { outboxIds: [outboxId = ''] },
) => {
  for (const { requestId } of payloads) {
    await fanOut(caller, 'approval.decided', { requestId, outboxId })
    await notifyApprovalDecided(caller, { requestId })
  }
}
