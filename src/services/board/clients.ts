import type { QueryContext } from '../context'

export interface BoardSite {
  id: string
  name: string
  city: string
  zone: string
}

/** A client that is served, with its plants, the first one first. */
export interface BoardClient {
  id: string
  slug: string
  name: string
  sites: BoardSite[]
}

const CLIENTS = `
SELECT c.id, c.slug, c.name, coalesce((
  SELECT json_agg(json_build_object('id', s.id, 'name', s.name, 'city', s.city, 'zone', s.zone) ORDER BY s.created_at, s.id)
  FROM site s WHERE s.tenant_id = c.tenant_id AND s.client_id = c.id), '[]') AS sites
FROM client c
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL
ORDER BY c.name, c.id
LIMIT 1000`

export function loadClients(ctx: QueryContext): Promise<BoardClient[]> {
  return ctx.sql<BoardClient>(CLIENTS)
}
