import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { type JourneyStep, journeyOf, type Mark, nextStep, type Step } from '@/domain/onboarding/journey'
import { FIRST_COLOR } from '@/domain/onboarding/sign-up'
import type { Sql } from '@/infra/db'
import { notFound } from '@/lib/errors'
import { query } from '../define'

/** A partner older than this has found its way; its frame is not asked again. */
const FIRST_DAYS = 30

interface Named {
  id: string
  slug: string
  name: string
}

export interface JourneyWorkflow {
  id: string
  name: string
  key: string
  lifecycle: 'unclaimed' | 'live'
  tier: 1 | 2 | 3 | 4
  isAssessed: boolean
}

export interface Journey {
  clients: Named[]
  /** whom the steps about a client are about */
  client: (Named & { portalPublic: boolean; sites: { id: string; name: string; zone: string }[] }) | null
  workflows: JourneyWorkflow[]
  steps: JourneyStep[]
  next: Step | null
  isDismissed: boolean
  /** the partner is new enough for its frame to say where to go on */
  isFirst: boolean
}

const CLIENTS = `
SELECT c.id, c.slug, c.name FROM client c
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL ORDER BY c.created_at, c.id LIMIT 500`

interface Facts {
  brand: boolean
  client: boolean
  site: boolean
  source: boolean
  event: boolean
  interview: boolean
  promise: boolean
  portal: boolean
  isFirst: boolean
  portalPublic: boolean | null
  sites: { id: string; name: string; zone: string }[]
  marks: { step: Step | 'all'; mark: Mark; clientId: string | null }[]
}

/** One statement: existence only, each answered by an index of the tenant. */
const FACTS = `
SELECT p.brand_color <> $2 OR p.logo_hash IS NOT NULL AS brand, $1::uuid IS NOT NULL AS client,
  EXISTS (SELECT FROM site s WHERE s.tenant_id = :tenant AND s.client_id = $1) AS site,
  EXISTS (SELECT FROM api_key k WHERE k.tenant_id = :tenant AND k.client_id = $1 AND k.revoked_at IS NULL)
    OR EXISTS (SELECT FROM connection o WHERE o.tenant_id = :tenant AND o.client_id = $1) AS source,
  EXISTS (SELECT FROM workflow_state w WHERE w.tenant_id = :tenant AND w.client_id = $1) AS event,
  EXISTS (SELECT FROM workflow w WHERE w.tenant_id = :tenant AND w.client_id = $1 AND w.assessment_id IS NOT NULL) AS interview,
  EXISTS (SELECT FROM objective o WHERE o.tenant_id = :tenant AND o.client_id = $1)
    OR EXISTS (SELECT FROM expectation e WHERE e.tenant_id = :tenant AND e.client_id = $1) AS promise,
  EXISTS (SELECT FROM membership m WHERE m.tenant_id = :tenant AND m.role::text LIKE 'client_%' AND m.revoked_at IS NULL AND m.client_ids @> ARRAY[$1::uuid])
    OR EXISTS (SELECT FROM invitation i WHERE i.tenant_id = :tenant AND i.role::text LIKE 'client_%' AND i.revoked_at IS NULL AND i.client_ids @> ARRAY[$1::uuid]) AS portal,
  p.created_at > $3::timestamptz - interval '${FIRST_DAYS} days' AS "isFirst",
  (SELECT c.portal_public FROM client c WHERE c.tenant_id = :tenant AND c.id = $1) AS "portalPublic",
  coalesce((SELECT json_agg(json_build_object('id', s.id, 'name', s.name, 'zone', s.zone) ORDER BY s.created_at, s.id)
    FROM site s WHERE s.tenant_id = :tenant AND s.client_id = $1), '[]') AS sites,
  coalesce((SELECT json_agg(json_build_object('step', k.step, 'mark', k.mark, 'clientId', k.client_id))
    FROM onboarding_mark k WHERE k.tenant_id = :tenant AND (k.client_id IS NULL OR k.client_id = $1)), '[]') AS marks
FROM partner p WHERE p.tenant_id = :tenant`

const WORKFLOWS = `
SELECT w.id, w.name, w.key, w.lifecycle, w.tier, w.assessment_id IS NOT NULL AS "isAssessed" FROM workflow w
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.client_id = $1 AND w.lifecycle <> 'retired'
ORDER BY w.lifecycle = 'unclaimed' DESC, w.tier, w.created_at, w.id LIMIT 50`

async function loadFacts(sql: Sql, clientId: string | null, now: Date): Promise<Facts> {
  const [facts] = await sql<Facts>(FACTS, [clientId, FIRST_COLOR, now])
  if (!facts) throw notFound('partner')
  return facts
}

/** How far the first hour is, of one client (the first one if none is named), read from what is there. */
export const getJourney = query(
  {
    action: 'onboarding.journey',
    can: 'client.manage',
    input: z.strictObject({ client: zSlug.nullish().transform((slug) => slug ?? null) }),
  },
  async (ctx, { client: slug }): Promise<Journey> => {
    const clients = await ctx.sql<Named>(CLIENTS)
    const client = (slug ? clients.find((each) => each.slug === slug) : clients[0]) ?? null
    if (slug && !client) throw notFound('client')
    const { marks, portalPublic, sites, isFirst, ...facts } = await loadFacts(ctx.sql, client?.id ?? null, ctx.now)
    const said = Object.fromEntries(marks.map(({ step, mark }) => [step, mark])) as Partial<Record<Step | 'all', Mark>>
    const steps = journeyOf(facts, said)
    return {
      clients,
      client: client && { ...client, portalPublic: portalPublic === true, sites },
      workflows: client ? await ctx.sql<JourneyWorkflow>(WORKFLOWS, [client.id]) : [],
      steps,
      next: nextStep(steps),
      isDismissed: said.all === 'skipped',
      isFirst,
    }
  },
)
