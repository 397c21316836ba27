import type { Sql } from '@/infra/db'
import { type Recipient, withLocale } from '../notify/recipients'

/** A person as a message reaches them. */
export interface Addressee extends Recipient {
  allClients: boolean
  clientIds: readonly string[]
}

interface Row {
  user_id: string
  email: string
  all_clients: boolean
  client_ids: string[]
}

const READ = `
SELECT m.user_id, m.email, m.all_clients, m.client_ids FROM membership m
WHERE m.tenant_id = :tenant AND m.user_id = $1::uuid AND m.revoked_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > $2)
  AND m.role IN ('partner_owner', 'partner_operator', 'partner_approver')`

/** @returns null for somebody who no longer works here */
export async function loadAddressee(sql: Sql, userId: string, now: Date): Promise<Addressee | null> {
  const rows = await sql<Row>(READ, [userId, now])
  const [row] = rows
  const [person] = await withLocale(rows)
  return row && person ? { ...person, allClients: row.all_clients, clientIds: row.client_ids } : null
}
