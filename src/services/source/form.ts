import { z } from 'zod'
import { query } from '../define'

interface Named {
  id: string
  name: string
}

/** What a new key can belong to. */
export interface KeyForm {
  clients: Named[]
  /** API sources only: pings share one by themselves */
  sources: (Named & { clientId: string })[]
  workflows: (Named & { clientId: string })[]
}

const CLIENTS = `
  SELECT c.id, c.name FROM client c
   WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL ORDER BY c.name LIMIT 1000`
const SOURCES = `
  SELECT s.id, s.name, s.client_id AS "clientId" FROM source s
   WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.kind = 'api' ORDER BY s.name LIMIT 1000`
const WORKFLOWS = `
  SELECT w.id, w.name, w.client_id AS "clientId" FROM workflow w
   WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.lifecycle <> 'retired' ORDER BY w.name LIMIT 5000`

/** The choices of the forms that make keys. */
export const readKeyForm = query(
  { action: 'apiKey.form', can: 'key.manage', input: z.strictObject({}) },
  async (ctx): Promise<KeyForm> => ({
    clients: await ctx.sql(CLIENTS),
    sources: await ctx.sql(SOURCES),
    workflows: await ctx.sql(WORKFLOWS),
  }),
)
