import { z } from 'zod'
import { CalendarRules, zDay } from '@/domain/calendar/schema'
import { difference, reachesBack } from '@/domain/calendar/year'
import { zZone } from '@/domain/expectation/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadVersions } from './load'

const PreviewInput = z.strictObject({
  calendarId: zId,
  effectiveFrom: zDay,
  rules: CalendarRules,
  zone: zZone,
})

/** What a version would change over twelve months, before it is added: hours per month and the days that differ. */
export const previewCalendarVersion = query(
  { action: 'calendar.preview', can: 'client.read', input: PreviewInput },
  async (ctx, { calendarId, effectiveFrom, rules, zone }) => {
    const [calendar] = await ctx.sql<{ name: string }>(
      `SELECT k.name FROM calendar k WHERE k.tenant_id = :tenant AND k.client_id = ANY(:clients) AND k.id = $1::uuid`,
      [calendarId],
    )
    if (!calendar) throw notFound('calendar')
    const versions = (await loadVersions(ctx.sql, new Map([[calendarId, calendar.name]]))).get(calendarId) ?? []
    const place = versions.findLastIndex((version) => version.effectiveFrom <= effectiveFrom) + 1
    const added = { effectiveFrom, label: '', rules }
    const after = versions.toSpliced(place, 0, added)
    return {
      ...difference({ zone, versions }, { zone, versions: after }, effectiveFrom),
      needsReason: reachesBack(effectiveFrom, [zone], ctx.now),
    }
  },
)
