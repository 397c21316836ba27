import { z } from 'zod'
import { query } from '../define'

interface Named {
  id: string
  name: string
}

/** What a new connection can belong to. */
export interface ConnectionForm {
  clients: Named[]
  sites: (Named & { clientId: string })[]
  /** workflows that no source stands for yet */
  workflows: (Named & { clientId: string })[]
}

const CLIENTS = `SELECT c.id, c.name FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL ORDER BY c.name LIMIT 1000`
const SITES = `SELECT s.id, s.name, s.client_id AS "clientId" FROM site s WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) ORDER BY s.name LIMIT 2000`
const WORKFLOWS = `
SELECT w.id, w.name, w.client_id AS "clientId" FROM workflow w
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.lifecycle <> 'retired'
  AND NOT EXISTS (SELECT 1 FROM connection_workflow f WHERE f.tenant_id = w.tenant_id AND f.workflow_id = w.id)
ORDER BY w.name LIMIT 5000`

/** The choices of the wizard. */
export const readConnectionForm = query(
  { action: 'connection.form', can: 'connection.manage', input: z.strictObject({}) },
  async (ctx): Promise<ConnectionForm> => ({
    clients: await ctx.sql(CLIENTS),
    sites: await ctx.sql(SITES),
    workflows: await ctx.sql(WORKFLOWS),
  }),
)
