import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { holdRow, lockGroup, raise } from './store'

/** The wait of a candidate is over and too few joined it: people are called for it alone, if it still stands. Safe to repeat. */
export function releaseHeld(caller: Caller, { incidentId }: { incidentId: string }): Promise<boolean> {
  return sealed(caller.scope, async (sql, now) => {
    const [known] = await sql<{ key: string | null }>(
      'SELECT i.group_key AS key FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = $1::uuid',
      [incidentId],
    )
    if (known?.key) await lockGroup(sql, known.key)
    const row = await holdRow(sql, incidentId)
    if (!row?.heldUntil || row.heldUntil > now) return false
    if (row.isResolved) {
      await sql(
        'UPDATE incident SET held_until = NULL WHERE tenant_id = :tenant AND client_id = ANY(:clients) AND id = $1::uuid',
        [incidentId],
      )
      return false
    }
    await raise(sql, incidentId, now)
    return true
  })
}
