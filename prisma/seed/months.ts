import type { Caller } from '@/services/context'
import { freezeMonth } from '@/services/month/freeze'
import { setAutomaticFreeze } from '@/services/month/set-automatic'
import { settleClient } from '@/services/month/settle'
import { systemCaller } from './callers'
import type { SeededPlant } from './plant'

const LATE_WINDOW_MS = 72 * 3_600_000

/** The last month that is over, as the partner's service manager closed it; the next ones close by themselves. */
export async function seedMonths(owner: Caller, plants: readonly SeededPlant[], now: Date): Promise<void> {
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)
  const month = new Date(first - 1).toISOString().slice(0, 7)
  // The first day of a month begins later in the west.
  const isEarly = now.getTime() < first + LATE_WINDOW_MS + 12 * 3_600_000
  if (now.getTime() < first + 12 * 3_600_000) return
  for (const { clientId } of plants) {
    await settleClient(systemCaller(owner.scope.tenantId), clientId)
    await freezeMonth(owner, { clientId, month, reason: isEarly ? 'Closed for the quarterly review' : null })
    await setAutomaticFreeze(owner, { clientId, isAutomatic: true })
  }
}
