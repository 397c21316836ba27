import { z } from 'zod'
import { PAUSE_REASONS } from '@/domain/contract/schema'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadContracts } from './load'

const Tiers = z.array(z.object({ below: z.int().describe('ppm, exclusive'), pct: z.int() }))
const Limit = z.int().nullable().describe('seconds; null: not promised')

const TermsRecord = z.object({
  currency: z.string(),
  feeMinor: z.int().describe('monthly fee in minor units'),
  digits: z.int(),
  objectives: z.array(
    z.object({ objectiveId: z.uuid(), targetPpm: z.int(), sharePpm: z.int(), creditTiers: Tiers.nullable() }),
  ),
  clocks: z.object({
    time: z.enum(['plant', 'always']),
    atRiskPct: z.int(),
    tiers: z.array(z.object({ tier: z.int(), responseS: Limit, updateS: Limit, resolveS: Limit })),
  }),
  maintenance: z.object({
    counts: z.enum(['out', 'in']),
    noticeHours: z.int(),
    monthlyCapMinutes: z.int().nullable(),
  }),
  pauses: z.object({ counts: z.enum(['out', 'in']), reasons: z.array(z.enum(PAUSE_REASONS)) }),
  creditTiers: Tiers,
  capPct: z.int(),
  claimDays: z.int(),
})

/** What the public API shows of a contract. */
export const ContractRecord = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    name: z.string(),
    zone: z.string().describe('IANA time zone; effective days and months are local to it'),
    endsOn: z.string().nullable().describe('first local day on which it binds no more'),
    versions: z.array(
      z.object({
        number: z.int(),
        effectiveFrom: z.string().describe('local day from whose start it is in force'),
        terms: TermsRecord,
      }),
    ),
  })
  .meta({ id: 'Contract', description: 'What is promised to a client, in versions by effective day.' })
export type ContractRecord = z.output<typeof ContractRecord>

const IDS = `
SELECT c.id, c.client_id AS "clientId" FROM contract c
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND ($1::uuid IS NULL OR c.id > $1)
  AND ($2::uuid IS NULL OR c.client_id = $2) ORDER BY c.id LIMIT $3`

interface Place {
  id: string
  clientId: string
}

/** Contracts inside the scope with all their versions, oldest first. */
export const pageContracts = query(
  { action: 'contract.page', can: 'client.read', input: z.strictObject({ ...pageInput, clientId: zId.optional() }) },
  async (ctx, { cursor, limit, clientId }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const places = await ctx.sql<Place>(IDS, [after?.[0] ?? null, clientId ?? null, limit + 1])
    const known = await loadContracts(ctx.sql, [...new Set(places.map((place) => place.clientId))])
    const records = places.flatMap((place): ContractRecord[] => {
      const contract = known.get(place.clientId)?.find(({ id }) => id === place.id)
      return contract ? [contract] : []
    })
    return toPage(records, limit, ({ id }) => [id])
  },
)

/** One contract with all its versions. */
export const readContract = query(
  { action: 'contract.read', can: 'client.read', input: z.strictObject({ contractId: zId }) },
  async (ctx, { contractId }): Promise<ContractRecord> => {
    const contracts = [...(await loadContracts(ctx.sql)).values()].flat()
    const contract = contracts.find(({ id }) => id === contractId)
    if (!contract) throw notFound('contract')
    return contract
  },
)
