import { z } from 'zod'
import { withTenantSql } from '@/infra/db'
import { originOf } from '@/infra/public-url'
import { notFound } from '@/lib/errors'
import type { Caller } from '../context'

/** The host in the reader's address bar, so that they come back to where they are signed in. */
export const zHost = z
  .string()
  .max(253)
  .regex(/^[a-z0-9.-]+$/, 'host: must be the name of one of your own hosts, without scheme or port')

const OURS = 'SELECT h.host FROM host h WHERE h.tenant_id = :tenant AND h.host = $1'

/** Where the payment service sends people back to: one of the partner's own hosts, never an address that a caller made up. */
export async function billingOrigin({ scope }: Caller, host: string): Promise<string> {
  const [own] = await withTenantSql(scope, (sql) => sql<{ host: string }>(OURS, [host]))
  if (!own) throw notFound('host')
  return originOf(own.host)
}
