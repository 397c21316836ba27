import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { notFound } from '@/lib/errors'
import { query } from '../define'

interface ClientFields {
  id: string
  slug: string
  name: string
}

export interface SiteFields {
  id: string
  slug: string
  name: string
  zone: string
}

export interface EquipmentFields {
  id: string
  siteId: string
  parentId: string | null
  level: 'area' | 'line'
  name: string
}

const CLIENT = `
SELECT c.id, c.slug, c.name FROM client c
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.slug = $1 AND c.archived_at IS NULL`

const SITES = `
SELECT s.id, s.slug, s.name, s.zone FROM site s
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.client_id = $1 ORDER BY s.name`

const EQUIPMENT = `
SELECT n.id, n.site_id AS "siteId", n.parent_id AS "parentId", n.level, n.name FROM equipment_node n
WHERE n.tenant_id = :tenant AND n.client_id = ANY(:clients) AND n.client_id = $1 ORDER BY n.path`

/** What the plant form starts from: the client with its plants, areas and lines. */
export const readClientForm = query(
  { action: 'client.form', can: 'client.manage', input: z.strictObject({ client: zSlug }) },
  async (ctx, { client: slug }) => {
    const [client] = await ctx.sql<ClientFields>(CLIENT, [slug])
    if (!client) throw notFound('client')
    return {
      client,
      sites: await ctx.sql<SiteFields>(SITES, [client.id]),
      equipment: await ctx.sql<EquipmentFields>(EQUIPMENT, [client.id]),
    }
  },
)
