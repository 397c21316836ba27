import { z } from 'zod'
import { type ChainVerdict, verifyChain } from '@/domain/audit/chain'
import { zSlug } from '@/domain/client/schema'
import { notFound } from '@/lib/errors'
import { loadClients } from '@/services/board/clients'
import { query } from '../define'
import { type AuditRow, CHAIN_COLUMNS, type ChainRow, chainEntry } from './entry'

const PAGE = 50

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null)

/** A date, or the same as text with an offset. */
const zInstant = (name: string) =>
  z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))], {
    error: `${name}: must be an instant with offset, e.g. 2026-11-24T06:10:00Z`,
  })

const AuditListInput = z.strictObject({
  /** part of the actor's name */
  actor: optional(z.string().trim().max(100, 'actor: must have at most 100 characters')),
  /** the whole action, or its noun: `incident` finds incident.acknowledge */
  action: optional(z.string().trim().max(60, 'action: must have at most 60 characters')),
  client: optional(zSlug),
  from: optional(zInstant('from')),
  to: optional(zInstant('to')),
  /** entries older than this one */
  before: optional(z.coerce.bigint<bigint>('before: must be the number of an entry')),
})

export interface AuditPage {
  rows: AuditRow[]
  /** continue below this entry */
  next: bigint | null
  /** actions that occur in this trail, for the filter */
  actions: string[]
  clients: { slug: string; name: string }[]
  /** what a check of exactly the shown entries says; null when filters leave gaps that prove nothing */
  verdict: ChainVerdict | null
}

const LIST = `
SELECT ${CHAIN_COLUMNS}, c.name AS "clientName"
FROM audit_entry a
LEFT JOIN client c ON c.tenant_id = a.tenant_id AND c.id = a.client_id
WHERE a.tenant_id = :tenant AND a.client_id = ANY(:clients)
  AND ($1::text IS NULL OR a.actor_name ILIKE '%' || $1 || '%')
  AND ($2::text IS NULL OR a.action = $2 OR a.action LIKE $2 || '.%')
  AND ($3::uuid IS NULL OR a.client_id = $3)
  AND ($4::timestamptz IS NULL OR a.at >= $4) AND ($5::timestamptz IS NULL OR a.at < $5)
  AND ($6::bigint IS NULL OR a.seq < $6)
ORDER BY a.seq DESC
LIMIT ${PAGE + 1}`

/** Actions of the latest entries only: a filter's list is not worth a walk over the whole trail. */
const ACTIONS = `
SELECT DISTINCT action FROM (
  SELECT a.action FROM audit_entry a WHERE a.tenant_id = :tenant AND a.client_id = ANY(:clients) ORDER BY a.seq DESC LIMIT 2000) latest
ORDER BY action`

/** Text that LIKE reads as itself. */
function literal(text: string | null): string | null {
  return text?.replaceAll(/[\\%_]/g, '\\$&') || null
}

/** Entries in a row, each with its neighbour: only then does a check mean anything. */
function verdictOf(rows: readonly ChainRow[]): ChainVerdict | null {
  const ascending = rows.map(chainEntry).reverse()
  const [first, last] = [ascending[0], ascending.at(-1)]
  if (!first || !last || last.seq - first.seq + 1n !== BigInt(ascending.length)) return null
  return verifyChain(ascending, { seq: first.seq - 1n, hash: first.prevHash })
}

/** The trail, newest first, with a check of what is shown. Three statements. */
export const listAudit = query(
  { action: 'audit.list', can: 'audit.read', input: AuditListInput },
  async (ctx, input): Promise<AuditPage> => {
    const clients = await loadClients(ctx)
    const client = clients.find(({ slug }) => slug === input.client)
    if (input.client && !client) throw notFound('client')
    const values = [
      literal(input.actor),
      literal(input.action),
      client?.id ?? null,
      input.from,
      input.to,
      input.before?.toString() ?? null,
    ]
    const found = await ctx.sql<ChainRow & { clientName: string | null }>(LIST, values)
    const shown = found.slice(0, PAGE)
    const actions = await ctx.sql<{ action: string }>(ACTIONS)
    return {
      rows: shown.map((row) => ({ ...row, seq: BigInt(row.seq), clientName: row.clientName })),
      next: found.length > PAGE ? BigInt(shown.at(-1)?.seq ?? 0) : null,
      actions: actions.map(({ action }) => action),
      clients: clients.map(({ slug, name }) => ({ slug, name })),
      verdict: verdictOf(shown),
    }
  },
)
