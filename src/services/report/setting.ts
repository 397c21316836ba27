import { z } from 'zod'
import type { Sql } from '@/infra/db'
import { zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import { audited, mutation } from '../define'
import type { ReportLocale } from './store'

export interface Recipient {
  email: string
  locale: ReportLocale
}

export interface ReportSetting {
  /** people look before it goes out */
  isHeld: boolean
  /** of the month after, at eight in the morning */
  dayOfMonth: number
  recipients: Recipient[]
  /** the partner's own language, where nobody says another */
  locale: ReportLocale
}

const READ = `
SELECT coalesce(s.is_held, true) AS "isHeld", coalesce(s.day_of_month, 5) AS "dayOfMonth", coalesce(s.recipients, '[]') AS recipients,
  CASE WHEN p.locale = 'de' THEN 'de' ELSE 'en' END AS locale
FROM partner p LEFT JOIN report_setting s ON s.tenant_id = p.tenant_id AND s.client_id = $1 WHERE p.tenant_id = :tenant`

/** When a client's reports go out and to whom. Nobody has said: people look first, on the fifth, to nobody. */
export async function loadSetting(sql: Sql, clientId: string): Promise<ReportSetting> {
  const [row] = await sql<ReportSetting>(READ, [clientId])
  return row ?? { isHeld: true, dayOfMonth: 5, recipients: [], locale: 'en' }
}

const zRecipient = z.strictObject({
  email: z.email('recipients: each needs an address such as board@plant.example').max(254).toLowerCase(),
  locale: z.enum(['en', 'de'], 'recipients: the language must be en or de'),
})

/** Sets when a client's reports go out, to whom, and whether people look first. */
export const setReportSetting = mutation(
  {
    action: 'report.set_schedule',
    can: 'report.release',
    input: z.strictObject({
      clientId: zId,
      isHeld: z.boolean('isHeld: must be true or false'),
      dayOfMonth: z
        .int('dayOfMonth: must be a whole number')
        .min(1, 'dayOfMonth: must be 1 to 28')
        .max(28, 'dayOfMonth: must be 1 to 28'),
      recipients: z.array(zRecipient).max(50, 'recipients: at most 50'),
    }),
  },
  async (ctx, { clientId, ...setting }) => {
    const client = await loadActiveClient(ctx, clientId)
    const { tenantId } = ctx.scope
    const { locale: _locale, ...before } = await loadSetting(ctx.sql, clientId)
    const data = { ...setting, updatedBy: ctx.actor.name, updatedAt: ctx.now }
    await ctx.tx.reportSetting.upsert({
      where: { tenantId_clientId: { tenantId, clientId } },
      create: { tenantId, clientId, ...data },
      update: data,
    })
    return audited(setting, {
      ...{
        subject: { kind: 'client', id: clientId, name: client.name },
        clientId,
        before: { ...before },
        after: { ...setting },
      },
    })
  },
)
