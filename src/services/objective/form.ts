import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { notFound } from '@/lib/errors'
import { loadClients } from '@/services/board/clients'
import { query } from '../define'

interface Choice {
  id: string
  name: string
}

/** What an objective of a client can be about. */
export interface ObjectiveChoices {
  clients: { slug: string; name: string }[]
  client: { id: string; slug: string; name: string } | null
  workflows: Choice[]
  processes: Choice[]
  sites: (Choice & { zone: string })[]
  zone: string
}

const CHOICES = `
SELECT (SELECT json_agg(json_build_object('id', w.id, 'name', w.name) ORDER BY w.name) FROM workflow w
   WHERE w.tenant_id = :tenant AND w.client_id = $1::uuid AND w.lifecycle <> 'retired') AS workflows,
  (SELECT json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY p.position, p.name) FROM process p
   WHERE p.tenant_id = :tenant AND p.client_id = $1::uuid) AS processes`

/** What the form offers: clients, and of the chosen one its workflows, processes and plants. */
export const getObjectiveChoices = query(
  {
    action: 'objective.choices',
    can: 'objective.manage',
    input: z.strictObject({ client: zSlug.nullish().transform((slug) => slug ?? null) }),
  },
  async (ctx, { client: slug }): Promise<ObjectiveChoices> => {
    const clients = await loadClients(ctx)
    const client = slug ? clients.find((each) => each.slug === slug) : clients[0]
    if (slug && !client) throw notFound('client')
    const [row] = client
      ? await ctx.sql<{ workflows: Choice[] | null; processes: Choice[] | null }>(CHOICES, [client.id])
      : []
    return {
      clients: clients.map((each) => ({ slug: each.slug, name: each.name })),
      client: client ? { id: client.id, slug: client.slug, name: client.name } : null,
      workflows: row?.workflows ?? [],
      processes: row?.processes ?? [],
      sites: (client?.sites ?? []).map(({ id, name, zone }) => ({ id, name, zone })),
      zone: client?.sites[0]?.zone ?? 'UTC',
    }
  },
)
