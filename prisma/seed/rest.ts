import { platformQuery, type Sql, withTenantSql } from '@/infra/db'
import type { Caller } from '@/services/context'
import { pauseExpectation } from '@/services/expectation/pause'
import { resumeExpectation } from '@/services/expectation/resume'
import { personCaller } from './callers'
import { seedConnection } from './connection'
import { seedExpectations } from './expectations'
import { seedGovernance } from './governance/seed'
import { loadHistory } from './history/load'
import { DEMO_PARTNER } from './partner'
import { armExpectations } from './past/arm'
import { PLANTS } from './plants'

const GAP_MAX_MS = 7 * 86_400_000

const OWNER = `SELECT m.tenant_id, m.user_id, m.name FROM membership m JOIN partner p USING (tenant_id)
  WHERE p.slug = $1 AND m.role = 'partner_owner' ORDER BY m.created_at LIMIT 1`
const PLANT = `SELECT c.id AS "clientId", s.id AS "sourceId",
    (SELECT max(w.last_event_at) FROM workflow_state w WHERE w.tenant_id = c.tenant_id AND w.client_id = c.id) AS "lastEventAt"
  FROM client c JOIN source s ON s.tenant_id = c.tenant_id AND s.client_id = c.id AND s.kind = 'api'
  WHERE c.tenant_id = :tenant AND c.slug = $1 ORDER BY s.created_at LIMIT 1`
const WORKFLOWS = `SELECT w.key, w.id FROM workflow w WHERE w.tenant_id = :tenant AND w.client_id = $1
  AND NOT EXISTS (SELECT FROM expectation e WHERE e.tenant_id = w.tenant_id AND e.workflow_id = w.id)`
const STATES = `SELECT e.expectation_id AS id FROM expectation_state e WHERE e.tenant_id = :tenant AND (e.status = 'paused') = $1`

interface Place {
  clientId: string
  sourceId: string
  lastEventAt: Date | null
}

async function demoOwner(): Promise<Caller> {
  const [ada] = await platformQuery<{ tenant_id: string; user_id: string; name: string }>(OWNER, [DEMO_PARTNER.slug])
  if (!ada) throw new Error('the demo partner has no owner')
  return personCaller(ada.tenant_id, { userId: ada.user_id, name: ada.name, role: 'partner_owner' })
}

function read<Row>(owner: Caller, text: string, values: unknown[]): Promise<Row[]> {
  return withTenantSql(owner.scope, (sql: Sql) => sql<Row>(text, values))
}

/** The demo goes to sleep: nobody expects anything of plants that do not run. */
export async function restDemo(): Promise<void> {
  const owner = await demoOwner()
  for (const { id } of await read<{ id: string }>(owner, STATES, [false]))
    await pauseExpectation(owner, { expectationId: id })
}

const UNCONNECTED = `SELECT s.client_id AS "clientId", s.id AS "siteId" FROM site s JOIN client c ON c.tenant_id = s.tenant_id AND c.id = s.client_id
  WHERE s.tenant_id = :tenant AND c.slug = $1
    AND NOT EXISTS (SELECT FROM connection n WHERE n.tenant_id = s.tenant_id AND n.client_id = s.client_id) ORDER BY s.created_at LIMIT 1`

/** The first plant's automations run on an n8n; the demo brings a stand-in. */
async function connectN8n(owner: Caller, n8n: { url: string; apiKey: string }): Promise<void> {
  const [site] = await read<{ clientId: string; siteId: string }>(owner, UNCONNECTED, [PLANTS[0]?.slug])
  if (site) await seedConnection(owner, site, n8n)
}

/** The demo wakes: the plants tell what happened meanwhile, as history, and from now on are expected to run. */
export async function wakeDemo(n8n: { url: string; apiKey: string }): Promise<void> {
  const owner = await demoOwner()
  for (const plant of PLANTS) {
    const [place] = await read<Place>(owner, PLANT, [plant.slug])
    if (!place) continue
    const now = new Date()
    const from = new Date(Math.max(place.lastEventAt?.getTime() ?? 0, now.getTime() - GAP_MAX_MS))
    await loadHistory(owner.scope.tenantId, { plant, ...place }, { from, to: now }, () => undefined)
    const unwatched = await read<{ key: string; id: string }>(owner, WORKFLOWS, [place.clientId])
    await seedExpectations(owner, { plant, workflowIds: new Map(unwatched.map(({ key, id }) => [key, id])) })
  }
  await armExpectations(owner)
  await seedGovernance(owner)
  await connectN8n(owner, n8n)
  for (const { id } of await read<{ id: string }>(owner, STATES, [true]))
    await resumeExpectation(owner, { expectationId: id })
}
