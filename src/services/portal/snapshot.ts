import { z } from 'zod'
import type { PortalSnapshot } from '@/domain/portal/snapshot'
import { portalStatus } from '@/domain/portal/status'
import { query } from '../define'
import { loadDays, loadFacts, loadFrame, loadUpdates } from './store'

/** The portal of the one client in scope, in one sealed read. */
export const portalSnapshot = query(
  { action: 'portal.snapshot', can: 'portal.read', input: z.strictObject({}) },
  async ({ sql, now }): Promise<PortalSnapshot> => {
    const frame = await loadFrame(sql)
    const { overall, components } = portalStatus(await loadFacts(sql), now)
    return {
      ...frame,
      overall,
      components,
      updates: await loadUpdates(sql),
      days: await loadDays(sql, frame.zone),
      asOf: now,
    }
  },
)
