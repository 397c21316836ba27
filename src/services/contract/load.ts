import type { Contract } from '@/domain/contract/effective'
import type { ContractTerms } from '@/domain/contract/schema'
import type { Sql } from '@/infra/db'

interface Row extends Omit<Contract, 'versions'> {
  versions: { number: number; effectiveFrom: string; terms: ContractTerms }[] | null
}

const SELECT = `
SELECT c.id, c.client_id AS "clientId", c.name, c.zone, c.ends_on::text AS "endsOn", (
  SELECT json_agg(json_build_object('number', v.number, 'effectiveFrom', v.effective_from::text, 'terms', v.terms) ORDER BY v.number)
  FROM contract_version v WHERE v.tenant_id = c.tenant_id AND v.contract_id = c.id) AS versions
FROM contract c
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND ($1::uuid[] IS NULL OR c.client_id = ANY($1))
ORDER BY c.client_id, c.archived_at DESC NULLS FIRST, c.created_at, c.id`

/** Contracts of clients inside the scope, ended ones too, with all their versions; the one that is not archived comes first. */
export async function loadContracts(
  sql: Sql,
  clientIds: readonly string[] | null = null,
): Promise<Map<string, Contract[]>> {
  const byClient = new Map<string, Contract[]>()
  for (const row of await sql<Row>(SELECT, [clientIds])) {
    const contract = { ...row, versions: row.versions ?? [] }
    byClient.set(row.clientId, [...(byClient.get(row.clientId) ?? []), contract])
  }
  return byClient
}
