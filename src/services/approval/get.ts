import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { QueryContext } from '../context'
import { query } from '../define'
import type { WaitingApproval } from './list'
import { loadReader, loadVoters, REQUEST_COLUMNS, type RequestLine, requestLine, standpoint } from './rows'

const OF = `
SELECT ${REQUEST_COLUMNS}
FROM approval_request r JOIN client k ON k.tenant_id = r.tenant_id AND k.id = r.client_id
WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients)`

async function complete(ctx: QueryContext, rows: RequestLine[]): Promise<WaitingApproval[]> {
  const reader = await loadReader(ctx)
  const voters = await loadVoters(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows
    .map(requestLine)
    .map((row) => ({ ...row, ...standpoint(row, reader, ctx.now), voters: voters.get(row.id) ?? [] }))
}

/** One request with its decisions, who can still decide, and what the reader may do. */
export const getApproval = query(
  { action: 'approval.get', can: 'governance.read', input: z.strictObject({ requestId: zId }) },
  async (ctx, { requestId }): Promise<WaitingApproval> => {
    const [request] = await complete(ctx, await ctx.sql<RequestLine>(`${OF} AND r.id = $1`, [requestId]))
    if (!request) throw notFound('approval request')
    return request
  },
)

/** Every request about one subject, the latest first. */
export async function approvalsOf(ctx: QueryContext, subjectId: string): Promise<WaitingApproval[]> {
  return complete(
    ctx,
    await ctx.sql<RequestLine>(`${OF} AND r.subject_id = $1 ORDER BY r.requested_at DESC LIMIT 50`, [subjectId]),
  )
}
