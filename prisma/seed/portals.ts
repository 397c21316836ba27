import { platformQuery, withTenantSql } from '@/infra/db'
import type { Caller } from '@/services/context'
import { findPortal, portalCaller } from '@/services/portal/open'
import { overridePortalStep, setPortalAccess } from '@/services/portal/settings'
import { confirmSubscription } from '@/services/subscriber/personal'
import { subscribe } from '@/services/subscriber/subscribe'
import type { SeededPlant } from './plant'

const HOUR_MS = 3_600_000

/** Who may open each portal: one of each kind. */
const ACCESS = { brueckner: 'public', lakeshore: 'link', vela: 'members' } as const

const READERS = [
  { client: 'brueckner', email: 'schichtleitung@brueckner-pumpen.example', locale: 'de', severity: 'stopped' },
  { client: 'brueckner', email: 'cleo@brueckner-pumpen.example', locale: 'en', severity: 'all' },
  { client: 'vela', email: 'i.molina@vela-dental.example', locale: 'en', severity: 'all' },
] as const

async function seedReader(owner: Caller, clientId: string, reader: (typeof READERS)[number]): Promise<void> {
  const portal = await findPortal(owner.scope.tenantId, { clientId })
  if (!portal) return
  const caller = portalCaller(portal, owner.requestId)
  const { email, locale, severity } = reader
  await subscribe(caller, { email, locale, severity, processIds: [] })
  const [row] = await platformQuery<{ id: string }>(
    'SELECT id FROM subscriber WHERE tenant_id = $1 AND client_id = $2 AND confirmed_at IS NULL',
    [owner.scope.tenantId, clientId],
  )
  if (row) await confirmSubscription(caller, { subscriberId: row.id })
}

/** The three portals as they are opened, who listens, and one word said by hand. */
export async function seedPortals(owner: Caller, plants: readonly SeededPlant[], now: Date): Promise<void> {
  for (const { plant, clientId } of plants) {
    const access = ACCESS[plant.slug as keyof typeof ACCESS]
    if (access) await setPortalAccess(owner, { clientId, access })
    for (const reader of READERS) if (reader.client === plant.slug) await seedReader(owner, clientId, reader)
  }
  const vela = plants.find(({ plant }) => plant.slug === 'vela')
  const [step] = vela
    ? await withTenantSql(owner.scope, (sql) =>
        sql<{ id: string }>(
          'SELECT p.id FROM process p WHERE p.tenant_id = :tenant AND p.client_id = $1 ORDER BY p.position DESC LIMIT 1',
          [vela.clientId],
        ),
      )
    : []
  if (!vela || !step) return
  await overridePortalStep(owner, {
    ...{ clientId: vela.clientId, processId: step.id, state: 'slow' },
    reason: 'The carrier’s terminal is down; papers are printed by hand.',
    untilAt: new Date(now.getTime() + 20 * HOUR_MS),
  })
}
