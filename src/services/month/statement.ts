import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { localDay, monthSpan } from '@/domain/calendar/day'
import { zSlug } from '@/domain/client/schema'
import { computeMonth } from '@/domain/month/compute'
import type { MonthFigures } from '@/domain/month/figures'
import { freezableFrom } from '@/domain/month/freeze'
import { zMonth } from '@/domain/month/schema'
import { notFound } from '@/lib/errors'
import { query } from '../define'
import { collectMonth } from './collect'
import { loadAddenda, loadFreeze } from './store'

/** One month of one client as its page shows it. */
export interface MonthStatement {
  client: { id: string; slug: string; name: string }
  month: string
  /** open: runs now; ended: can be frozen; frozen */
  phase: 'open' | 'ended' | 'frozen'
  figures: MonthFigures
  asOf: Date
  freeze: { digest: string; inputsDigest: string; frozenBy: string; frozenAt: Date; reason: string | null } | null
  addenda: {
    number: number
    reason: string
    digest: string
    addedBy: string
    addedAt: Date
    changes: { id: string; before: unknown; after: unknown }[]
  }[]
  /** before this a freeze needs a reason */
  freezableFrom: Date
  mayFreeze: boolean
}

const CLIENT = `SELECT c.id, c.slug, c.name FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.slug = $1`

/** The statement of a month: frozen figures with their digests and addenda, or the figures so far. */
export const readMonth = query(
  { action: 'month.statement', can: 'client.read', input: z.strictObject({ client: zSlug, month: zMonth }) },
  async (ctx, { client: slug, month }): Promise<MonthStatement> => {
    const [client] = await ctx.sql<{ id: string; slug: string; name: string }>(CLIENT, [slug])
    if (!client) throw notFound('client')
    const key = { clientId: client.id, month }
    const frozen = await loadFreeze(ctx.sql, key)
    const addenda = frozen ? await loadAddenda(ctx.sql, key) : []
    const figures = frozen ? frozen.figures : computeMonth((await collectMonth(ctx.sql, key)).facts)
    const { zone } = figures
    if (!frozen && month > localDay(zone, ctx.now).slice(0, 7)) throw notFound('month')
    const isOver = monthSpan(zone, month).to <= ctx.now
    return {
      ...{ client, month, figures, asOf: ctx.now },
      phase: frozen ? 'frozen' : isOver ? 'ended' : 'open',
      freeze: frozen && {
        ...{ digest: frozen.digest, inputsDigest: frozen.inputsDigest, reason: frozen.reason },
        ...{ frozenBy: frozen.frozenBy, frozenAt: frozen.frozenAt },
      },
      addenda: addenda.map(({ figures: _f, inputsDigest: _i, previousDigest: _p, ...addendum }) => addendum),
      freezableFrom: freezableFrom(monthSpan(zone, month)),
      mayFreeze: can(ctx.actor, 'month.freeze'),
    }
  },
)
