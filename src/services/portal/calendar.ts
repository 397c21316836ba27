import { z } from 'zod'
import { query } from '../define'
import { loadFrame } from './frame'
import { loadPortalWindows } from './windows'

/** Every announced window of the client in scope, cancelled ones too, for its calendar. */
export const portalCalendar = query(
  { action: 'portal.calendar', can: 'portal.read', input: z.strictObject({}) },
  async ({ sql }) => {
    const { clientId, slug, hiddenProcessIds } = await loadFrame(sql)
    return { slug, windows: await loadPortalWindows(sql, clientId, hiddenProcessIds) }
  },
)
