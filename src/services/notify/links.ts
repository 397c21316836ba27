import type { Sql } from '@/infra/db'
import { defaultHost, originOf } from '@/infra/public-url'
import { notFound } from '@/lib/errors'

/** Where the partner's people are: its own host, else its place under the platform's. Stored, never taken from a request. */
export async function originOfPartner(sql: Sql): Promise<string> {
  const hosts = await sql<{ host: string }>(
    'SELECT h.host FROM host h WHERE h.tenant_id = :tenant AND h.client_id IS NULL ORDER BY h.host',
  )
  const ours = defaultHost('')
  const best = hosts.find(({ host }) => !host.endsWith(ours)) ?? hosts[0]
  if (!best) throw notFound('host of this partner')
  return originOf(best.host)
}

/** Where a client's people find its portal: its own host, else its page on the partner's. */
export async function portalAddress(sql: Sql, client: { id: string; slug: string }): Promise<string> {
  const [own] = await sql<{ host: string }>(
    'SELECT h.host FROM host h WHERE h.tenant_id = :tenant AND h.client_id = $1 ORDER BY h.host LIMIT 1',
    [client.id],
  )
  return own ? `${originOf(own.host)}/` : `${await originOfPartner(sql)}/portal/${client.slug}`
}

/** Pages that mails lead to. */
export const pages = {
  incident: (origin: string, number: number) => `${origin}/incidents/${number}`,
  signIn: (origin: string, token: string) => `${origin}/sign-in/${token}`,
  ack: (origin: string, token: string) => `${origin}/ack/${token}`,
  report: (origin: string, token: string) => `${origin}/r/${token}`,
  invitation: (origin: string, token: string) => `${origin}/invitation/${token}`,
  approval: (origin: string, { id, subjectKind, subjectId }: { id: string; subjectKind: string; subjectId: string }) =>
    subjectKind === 'change' ? `${origin}/changes/${subjectId}` : `${origin}/approvals/${id}`,
}
