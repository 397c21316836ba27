import { keptFrom, type Retained } from '@/domain/plan/retention'
import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { dropPartitions, purgeKeys } from '@/infra/partitions-drop'
import { isBilled } from '../plan/standing'

/** For so long an event that comes again is known to be the same. */
const KEYS_DAYS = 35
/** A run that began just before what is kept may end after it: so much of what follows is not counted again either. */
const OVERLAP_DAYS = 2
const DAY_MS = 86_400_000

/** Only ever forward, by whole days: what was once closed cannot be counted again, its runs are gone. */
const CLOSE = `UPDATE entitlement SET settled_before = date_trunc('day', $1::timestamptz, 'UTC')
WHERE settled_before IS NULL OR settled_before < date_trunc('day', $1::timestamptz, 'UTC')`

export interface Retention {
  /** names of time partitions that were dropped */
  dropped: string[]
  /** keys and strays that went */
  purged: number
}

/**
 * Lets go what no partner was promised any more: whole time partitions of runs and events, keys of events after 35 days, keys of
 * runs that are gone. Days of before are closed first, so that late news never counts them anew from the runs that are left.
 */
export async function keepRetention(now: Date): Promise<Retention> {
  const partners = await platformQuery<Retained & Record<string, unknown>>(
    `SELECT plan, changed_at AS "changedAt" FROM entitlement`,
  )
  const before = keptFrom(partners, { now, isBilled: isBilled() })
  await platformQuery(CLOSE, [new Date(before.getTime() + OVERLAP_DAYS * DAY_MS)])
  const dropped = await dropPartitions(now, before)
  const purged = await purgeKeys({ keysFrom: new Date(now.getTime() - KEYS_DAYS * DAY_MS), runsFrom: before })
  if (dropped.length + purged > 0) logger.info({ dropped, purged, before }, 'retention')
  return { dropped, purged }
}
