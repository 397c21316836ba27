import { z } from 'zod'
import { monthSpan } from '@/domain/calendar/day'
import type { PortalUpdate } from '@/domain/portal/snapshot'
import { notFound } from '@/lib/errors'
import { query } from '../define'
import { loadFrame, monthsSince } from './frame'
import { loadUpdates } from './store'

const zMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'month: must be a month such as 2026-10')

/** What happened in one month of the plant's clock, with the words that were for the client. NOT_FOUND outside the client's time. */
export const portalHistory = query(
  { action: 'portal.history', can: 'portal.read', input: z.strictObject({ month: zMonth }) },
  async ({ sql, now }, { month }): Promise<PortalUpdate[]> => {
    const frame = await loadFrame(sql)
    if (!monthsSince(frame, now).includes(month)) throw notFound('month')
    return loadUpdates(sql, { hiddenProcessIds: frame.hiddenProcessIds, span: monthSpan(frame.zone, month) })
  },
)
