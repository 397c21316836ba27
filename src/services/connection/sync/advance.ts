import { z } from 'zod'
import { conflict } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../../define'
import { loadConnection } from '../store'
import { recordGap } from './gaps'

const zBig = z.bigint()
const zRange = z.object({ from: zBig, to: zBig })

const Input = z.object({
  connectionId: zId,
  /** as the reading found it: a reading that was overtaken moves nothing */
  version: z.int(),
  watermark: zBig.nullable(),
  watermarkAt: z.date().nullable(),
  scan: z
    .object({ top: zBig, topAt: z.date().nullable(), cursor: z.string().nullable(), low: zBig, seen: z.array(zRange) })
    .nullable(),
  /** a new history begins; runs until then are of the one before */
  reset: z.object({ epochAt: z.date() }).nullable(),
  runs: z.int().min(0),
  gaps: z.array(
    z.object({
      ...{ reason: z.enum(['pruned', 'missing', 'reset', 'vanished']), range: zRange },
      ...{ fromAt: z.date().nullable(), toAt: z.date().nullable() },
    }),
  ),
})
export type Advance = z.output<typeof Input>

const MOVE = `
UPDATE connection c SET watermark = $2::bigint, watermark_at = $3, scan_top = $4::bigint, scan_top_at = $5, scan_cursor = $6, scan_low = $7::bigint,
  scan_seen = $8::jsonb, runs_copied = c.runs_copied + $9::bigint, gaps = c.gaps + $10::int, epoch = c.epoch + $11::int,
  epoch_at = coalesce($12, c.epoch_at), version = c.version + 1
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid AND c.version = $13::int RETURNING c.version`

/** How far the source is copied: moves only after what lies before was committed, together with the gaps found there. */
export const advanceConnection = mutation(
  { action: 'connection.advance', can: 'system', input: Input },
  async (ctx, { connectionId, version, watermark, watermarkAt, scan, reset, runs, gaps }) => {
    const connection = await loadConnection(ctx, connectionId, 'FOR UPDATE OF c')
    const seen = scan && JSON.stringify(scan.seen.map(({ from, to }) => [String(from), String(to)]))
    const [moved] = await ctx.sql<{ version: number }>(MOVE, [
      ...[connectionId, watermark === null ? null : String(watermark), watermarkAt],
      ...[scan && String(scan.top), scan?.topAt ?? null, scan?.cursor ?? null, scan && String(scan.low), seen],
      ...[String(runs), gaps.length, reset ? 1 : 0, reset?.epochAt ?? null, version],
    ])
    if (!moved) throw conflict('connection')
    for (const gap of gaps) await recordGap(ctx, connection, gap)
    if (gaps.length === 0) return unchanged({ version: moved.version }, 'copying runs is no decision of anybody')
    const after = {
      gaps: gaps.map(({ reason, range }) => ({ reason, from: String(range.from), to: String(range.to) })),
    }
    return audited(
      { version: moved.version },
      {
        subject: { kind: 'connection', id: connectionId, name: connection.name },
        clientId: connection.clientId,
        after,
      },
    )
  },
)
