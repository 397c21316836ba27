import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadPriceBook } from './store'

const CLIENT =
  'SELECT c.id, c.name, c.slug FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.id = $1'

/** A client's price book, or null before the first. @throws AppError NOT_FOUND for a client that is not the caller's */
export const getPriceBook = query(
  { action: 'price-book.get', can: 'billing.read', input: z.strictObject({ clientId: zId }) },
  async ({ sql }, { clientId }) => {
    const [client] = await sql<{ id: string; name: string; slug: string }>(CLIENT, [clientId])
    if (!client) throw notFound('client')
    return { client, priceBook: await loadPriceBook(sql, clientId) }
  },
)
