import { z } from 'zod'
import { query } from '../define'

interface FormClient {
  id: string
  slug: string
  name: string
  sites: { id: string; name: string; zone: string }[]
  workflows: { id: string; name: string }[]
}

const CLIENTS = `
SELECT c.id, c.slug, c.name,
  coalesce((SELECT json_agg(json_build_object('id', s.id, 'name', s.name, 'zone', s.zone) ORDER BY s.name)
    FROM site s WHERE s.tenant_id = c.tenant_id AND s.client_id = c.id), '[]'::json) AS sites,
  coalesce((SELECT json_agg(json_build_object('id', w.id, 'name', w.name) ORDER BY w.name)
    FROM workflow w WHERE w.tenant_id = c.tenant_id AND w.client_id = c.id AND w.lifecycle <> 'retired'), '[]'::json) AS workflows
FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL ORDER BY c.name`

/** What a new window can cover: clients with their plants and workflows. */
export const readMaintenanceForm = query(
  { action: 'maintenance.form', can: 'maintenance.request', input: z.strictObject({}) },
  async (ctx) => ({ clients: await ctx.sql<FormClient>(CLIENTS) }),
)
