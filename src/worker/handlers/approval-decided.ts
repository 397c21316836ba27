import { notifyApprovalDecided } from '@/services/notify/approval'
import { fanOut } from '@/services/webhook/fan-out'
import type { Handler } from '../handler'

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
