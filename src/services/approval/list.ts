import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { SUBJECT_KINDS } from '@/domain/approval/schema'
import { zSlug } from '@/domain/client/schema'
import type { QueryContext } from '../context'
import { query } from '../define'
import {
  loadReader,
  loadVoters,
  REQUEST_COLUMNS,
  type RequestLine,
  requestLine,
  type Standpoint,
  standpoint,
  type Voter,
} from './rows'

const MAX = 200

export interface WaitingApproval extends RequestLine, Standpoint {
  voters: Voter[]
}

const LIST = `
SELECT ${REQUEST_COLUMNS}
FROM approval_request r JOIN client k ON k.tenant_id = r.tenant_id AND k.id = r.client_id
WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND ($1::text IS NULL OR k.slug = $1) AND ($2::text IS NULL OR r.subject_kind = $2)
  AND (r.status = 'open') = $3 ORDER BY CASE WHEN $3 THEN r.expires_at END, r.requested_at DESC LIMIT ${MAX}`

/** Requests that wait for people, the most urgent first (or the closed ones, the latest first), each with who can decide. */
export const listApprovals = query(
  {
    action: 'approval.list',
    can: 'governance.read',
    input: z.strictObject({
      client: zSlug.nullish().transform((slug) => slug ?? null),
      subjectKind: z
        .enum(SUBJECT_KINDS)
        .nullish()
        .transform((kind) => kind ?? null),
      isOpen: z.boolean().default(true),
    }),
  },
  async (ctx, { client, subjectKind, isOpen }): Promise<WaitingApproval[]> => {
    const rows = (await ctx.sql<RequestLine>(LIST, [client, subjectKind, isOpen])).map(requestLine)
    const reader = await loadReader(ctx)
    const voters = await loadVoters(
      ctx,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => ({ ...row, ...standpoint(row, reader, ctx.now), voters: voters.get(row.id) ?? [] }))
  },
)

const OPEN = `
SELECT ${REQUEST_COLUMNS}
FROM approval_request r JOIN client k ON k.tenant_id = r.tenant_id AND k.id = r.client_id
WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND r.status = 'open' ORDER BY r.expires_at LIMIT ${MAX}`

/** How many requests wait for the reader: what the badge says. */
export async function waitingFor(ctx: QueryContext): Promise<number> {
  const reader = await loadReader(ctx)
  if (!reader.member || !can(ctx.actor, 'approval.decide')) return 0
  const rows = (await ctx.sql<RequestLine>(OPEN)).map(requestLine)
  return rows.filter((row) => {
    const { refusal, lent } = standpoint(row, reader, ctx.now)
    return refusal === null || lent.length > 0
  }).length
}
