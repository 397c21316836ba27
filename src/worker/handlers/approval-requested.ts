import { notifyApprovalRequested } from '@/services/notify/approval'
import type { Handler } from '../handler'

export const approvalRequested: Handler<'approval.requested'> = async (caller, payloads) => {
  for (const { requestId } of payloads) await notifyApprovalRequested(caller, { requestId })
}
