import { ROLE_PERMISSIONS } from '@/domain/access/permissions'
import type { Role } from '@/domain/access/roles'
import type { Sql } from '@/infra/db'
import { AppError } from '@/lib/errors'

export interface Responder {
  userId: string
  name: string
}

const MEMBERS = `
SELECT m.user_id AS "userId", m.name, m.role FROM membership m
WHERE m.tenant_id = :tenant AND m.revoked_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > $2)
  AND (m.all_clients OR $1::uuid = ANY (m.client_ids))
ORDER BY m.name LIMIT 500`

/** Who may have an incident of a client: people with the duty to respond who see that client. */
export async function loadResponders(sql: Sql, clientId: string, now: Date): Promise<Responder[]> {
  const members = await sql<Responder & { role: Role }>(MEMBERS, [clientId, now])
  return members
    .filter(({ role }) => ROLE_PERMISSIONS[role].includes('incident.respond'))
    .map(({ userId, name }) => ({ userId, name }))
}

/** The person, or what is wrong with the choice. */
export async function demandResponder(
  sql: Sql,
  userId: string,
  at: { clientId: string; now: Date },
): Promise<Responder> {
  const person = (await loadResponders(sql, at.clientId, at.now)).find((each) => each.userId === userId)
  if (person) return person
  throw new AppError('NOT_FOUND', 'Nobody with this id may respond to incidents of this client.', [
    { pointer: '/userId', detail: 'choose somebody with the duty to respond who sees this client' },
  ])
}
