import { platformQuery } from '@/infra/db'
import { decideApproval } from '@/services/approval/decide'
import type { World } from './world'

/** The approvers say yes, one after the other, until it is enough. A request whose time is over stays as it is. */
export async function approve(world: World, requestId: string): Promise<void> {
  for (const approver of world.approvers) {
    const [request] = await platformQuery<{ status: string; content_hash: string }>(
      'SELECT status, content_hash FROM approval_request WHERE tenant_id = $1 AND id = $2',
      [world.tenantId, requestId],
    )
    if (request?.status !== 'open') return
    const given = {
      requestId,
      decision: 'approve',
      reason: 'As the month file says',
      contentHash: request.content_hash,
    }
    await decideApproval(approver, decideApproval.input.parse(given))
  }
}
