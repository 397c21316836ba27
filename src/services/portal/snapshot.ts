import { z } from 'zod'
import { withOverrides } from '@/domain/portal/override'
import type { PortalSnapshot } from '@/domain/portal/snapshot'
import { overallOf, type PortalComponent, portalComponents } from '@/domain/portal/status'
import { stepDays } from '@/domain/portal/step-days'
import type { Sql } from '@/infra/db'
import { loadBrand } from '../brand/resolve'
import { query } from '../define'
import { listReleased } from '../report/released'
import { loadFrame, monthsSince } from './frame'
import { loadOverrides } from './overrides'
import { loadPortalPromises } from './promises'
import { loadFacts, loadStepDays } from './steps'
import { loadApprovals, loadQuietSince, loadUpdates } from './store'
import { shownWindows } from './windows'

/** The steps a portal shows, a person's word before the automatic state. */
export async function loadComponents(
  sql: Sql,
  now: Date,
  hiddenProcessIds: readonly string[],
): Promise<PortalComponent[]> {
  const facts = (await loadFacts(sql)).filter(({ processId }) => !hiddenProcessIds.includes(processId))
  return withOverrides(portalComponents(facts, now), await loadOverrides(sql, now), now)
}

/** The portal of the one client in scope, in one sealed read. */
export const portalSnapshot = query(
  { action: 'portal.snapshot', can: 'portal.read', input: z.strictObject({}) },
  async ({ sql, now }): Promise<PortalSnapshot> => {
    const frame = await loadFrame(sql)
    const { clientId, clientName, city, zone, hiddenProcessIds } = frame
    const components = await loadComponents(sql, now, hiddenProcessIds)
    const { days, facts } = await loadStepDays(sql, zone)
    const reports = await listReleased(sql, clientId)
    return {
      ...{ clientName, city, zone, components },
      brand: await loadBrand(sql, clientId),
      overall: overallOf(components),
      updates: await loadUpdates(sql, { hiddenProcessIds, span: null }),
      promises: await loadPortalPromises(sql, clientId, now, hiddenProcessIds),
      maintenance: await shownWindows(sql, { clientId, hiddenProcessIds, now }),
      days: stepDays(components, days, facts),
      reports: reports.slice(0, 6).map(({ title, month, url }) => ({ title, month, url })),
      approvals: await loadApprovals(sql),
      months: monthsSince(frame, now),
      asOf: now,
      quietSince: await loadQuietSince(sql, now),
    }
  },
)
