import { initialState } from '@/domain/expectation/state'
import { withTenant } from '@/infra/db'
import { emitter } from '@/queue/outbox'
import type { Caller } from '@/services/context'
import { holdExpectation } from '@/services/expectation/steer'

const NEVER_LOOKED_AT = `SELECT s.expectation_id AS id FROM expectation_state s
  WHERE s.tenant_id = :tenant AND s.seq = 0 AND s.due_at < $1::timestamptz`
const ARM = `UPDATE expectation_state SET due_at = $2::timestamptz, next_check_at = $3::timestamptz, last_met_at = $4::timestamptz, status = $5::expectation_status
  WHERE tenant_id = :tenant AND expectation_id = $1::uuid`

/**
 * The demo's expectations were made in the past and the months since were loaded as history: the ledger knows them, and the
 * alarms begin now, as if the timers had fired all along.
 */
export async function armExpectations(owner: Caller): Promise<void> {
  await withTenant(owner.scope, async (tenant) => {
    const ctx = { ...owner, ...tenant, emit: emitter(owner.scope, tenant) }
    for (const { id } of await tenant.sql<{ id: string }>(NEVER_LOOKED_AT, [tenant.now])) {
      const { expectation, workflow } = await holdExpectation(ctx, id)
      const [seen] = await tenant.sql<{ at: Date | null }>(
        'SELECT s.last_success_at AS at FROM workflow_state s WHERE s.tenant_id = :tenant AND s.workflow_id = $1::uuid',
        [workflow.id],
      )
      const now = initialState({ ...expectation.rule, createdAt: tenant.now }, seen?.at)
      await tenant.sql(ARM, [id, now.dueAt, now.nextCheckAt, now.lastMetAt, now.status])
    }
  })
}
