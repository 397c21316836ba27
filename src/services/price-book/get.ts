import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { zSlug } from '@/domain/client/schema'
import { notFound } from '@/lib/errors'
import { query } from '../define'
import { loadPriceBook } from './store'

const CLIENT =
  'SELECT c.id, c.name, c.slug FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.slug = $1'

/** A client's price book, or null before the first. @throws AppError NOT_FOUND for a client that is not the caller's */
export const getPriceBook = query(
  { action: 'price-book.get', can: 'billing.read', input: z.strictObject({ client: zSlug }) },
  async ({ sql, actor }, { client: slug }) => {
    const [client] = await sql<{ id: string; name: string; slug: string }>(CLIENT, [slug])
    if (!client) throw notFound('client')
    return { client, priceBook: await loadPriceBook(sql, client.id), mayManage: can(actor, 'billing.manage') }
  },
)
