import { z } from 'zod'
import { localDay } from '@/domain/calendar/day'
import { computeMonth } from '@/domain/month/compute'
import { zMonth } from '@/domain/month/schema'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { collectMonth } from './collect'

/** What a month's figures are as of now: the open month to date, or a past one that is not frozen. */
export const previewMonth = query(
  { action: 'month.preview', can: 'client.read', input: z.strictObject({ clientId: zId, month: zMonth.optional() }) },
  async ({ sql, now }, { clientId, month }) => {
    const collected = await collectMonth(sql, { clientId, month: month ?? now.toISOString().slice(0, 7) })
    const current = localDay(collected.facts.zone, now).slice(0, 7)
    // Near midnight of the first the plant may be in another month than UTC.
    const { facts } =
      month || current === collected.facts.month ? collected : await collectMonth(sql, { clientId, month: current })
    return { figures: computeMonth(facts), asOf: now }
  },
)
