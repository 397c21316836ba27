import { notifyApprovalDecided } from '@/services/notify/approval'
import type { Handler } from '../handler'

export const approvalDecided: Handler<'approval.decided'> = async (caller, payloads) => {
  for (const { requestId } of payloads) await notifyApprovalDecided(caller, { requestId })
}
