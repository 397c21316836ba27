import { z } from 'zod'
import { zMonth } from '@/domain/month/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadAddenda, loadFreeze } from './store'

/** A frozen month, its digests and its addenda. @throws AppError NOT_FOUND while the month is open */
export const getMonth = query(
  { action: 'month.get', can: 'client.read', input: z.strictObject({ clientId: zId, month: zMonth }) },
  async ({ sql }, { clientId, month }) => {
    const frozen = await loadFreeze(sql, { clientId, month })
    if (!frozen) throw notFound('frozen month')
    const addenda = await loadAddenda(sql, { clientId, month })
    return { ...frozen, addenda: addenda.map(({ figures: _figures, ...addendum }) => addendum) }
  },
)
