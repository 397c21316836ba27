import { z } from 'zod'
import { GRACE_MS, proofName, proofValue } from '@/domain/host/proof'
import type { ClaimStatus, Finding } from '@/domain/host/schema'
import { env } from '@/env'
import { query } from '../define'

interface Row {
  claimId: string
  host: string
  clientId: string | null
  client: string | null
  status: ClaimStatus
  finding: Finding | null
  token: string
  createdAt: Date
  checkedAt: Date | null
  provenAt: Date | null
  failingSince: Date | null
  nextCheckAt: Date
}

const CLAIMS = `
SELECT h.id AS "claimId", h.host, h.client_id AS "clientId", c.name AS client, h.status, h.finding, h.token, h.created_at AS "createdAt",
  h.checked_at AS "checkedAt", h.proven_at AS "provenAt", h.failing_since AS "failingSince", h.next_check_at AS "nextCheckAt"
FROM host_claim h LEFT JOIN client c ON c.tenant_id = h.tenant_id AND c.id = h.client_id
WHERE h.tenant_id = :tenant AND h.client_id = ANY(:clients) ORDER BY c.name NULLS FIRST, h.host`
const GIVEN = `SELECT h.host FROM host h WHERE h.tenant_id = :tenant AND h.verified_at IS NULL ORDER BY h.host`
const CLIENTS = `
SELECT c.id, c.name FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL ORDER BY c.name`

/** The partner's hosts: where it always answers, and every name it asked for with the proof the DNS must show. */
export const listHosts = query(
  { action: 'host.list', can: 'brand.manage', input: z.strictObject({}) },
  async ({ sql }) => {
    const given = await sql<{ host: string }>(GIVEN)
    const rows = await sql<Row>(CLAIMS)
    const clients = await sql<{ id: string; name: string }>(CLIENTS)
    const claims = rows.map(({ token, ...row }) => ({
      ...row,
      proof: { name: proofName(row.host), value: proofValue(token) },
      releasedAt: row.failingSince && new Date(row.failingSince.getTime() + GRACE_MS),
    }))
    return { given: given.map(({ host }) => host), target: env.BASE_DOMAIN, claims, clients }
  },
)

/** One host as `listHosts` tells it. */
export type HostItem = Awaited<ReturnType<typeof listHosts>>['claims'][number]
