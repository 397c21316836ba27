import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadInvoices } from './store'

/** Clients with what they can be billed: whether a price book is there, and frozen months without an invoice. */
const CLIENTS = `
SELECT c.id, c.slug, c.name, EXISTS (SELECT FROM price_book b WHERE b.tenant_id = c.tenant_id AND b.client_id = c.id) AS "hasPriceBook",
  ARRAY(SELECT f.month FROM month_freeze f WHERE f.tenant_id = c.tenant_id AND f.client_id = c.id
    AND NOT EXISTS (SELECT FROM invoice i WHERE i.tenant_id = f.tenant_id AND i.client_id = f.client_id AND i.month = f.month AND i.status <> 'void')
    ORDER BY f.month DESC LIMIT 3) AS waiting
FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL ORDER BY c.name, c.id`

export interface BillableClient {
  id: string
  slug: string
  name: string
  hasPriceBook: boolean
  waiting: string[]
}

/** Invoices to clients, newest month first, and what could be billed. */
export const listInvoices = query(
  {
    action: 'invoice.list',
    can: 'billing.read',
    input: z.strictObject({ clientId: zId.nullish().transform((id) => id ?? null) }),
  },
  async (ctx, { clientId }) => ({
    items: await loadInvoices(ctx.sql, clientId),
    clients: await ctx.sql<BillableClient>(CLIENTS),
    mayManage: can(ctx.actor, 'billing.manage'),
  }),
)
