import { createConnection } from '@/services/connection/create'
import { createMaintenance } from '@/services/maintenance/create'
import type { SeededPlant } from '~/prisma/seed/plant'
import { seedCalendars } from '~/prisma/seed/plant-time/calendars'
import { seedPromises } from '~/prisma/seed/promises'
import { rows } from './_database'
import type { Partner } from './_world'

type Name = 'calendar' | 'window' | 'objective' | 'contract' | 'connection' | 'expectation' | 'day' | 'month'

const FIRST = (table: string, order = 'created_at') =>
  `SELECT id FROM ${table} WHERE tenant_id = $1 AND client_id = $2 ORDER BY ${order} LIMIT 1`

/** Plant time, promises, a window that waits and a source that does not answer: what stands in their addresses. */
export async function promise(here: Partner, plant: SeededPlant): Promise<Record<Name, string>> {
  const { caller } = here.owner
  const { clientId } = plant
  const now = new Date()
  await seedCalendars(caller, [plant])
  // A partner that begins today: its first version holds from this month on, the next from the month after.
  await seedPromises(caller, plant, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)))
  const window = createMaintenance.input.parse({
    ...{ clientId, title: 'Database patch', work: 'Security updates of the order database' },
    scope: { kind: 'client' },
    plan: {
      zone: plant.plant.site.zone,
      startLocal: '2031-03-04T22:00',
      durationS: 7_200,
      rrule: 'FREQ=WEEKLY;COUNT=4',
    },
    isSubmitted: true,
  })
  const { maintenanceId } = await createMaintenance(caller, window)
  const source = {
    clientId,
    name: 'n8n of the plant',
    baseUrl: 'https://n8n.brueckner.example',
    credential: 'n8n_api_0123456789',
  }
  const { connectionId } = await createConnection(caller, createConnection.input.parse({ siteId: null, ...source }))
  const first = async (table: string) => (await rows<{ id: string }>(FIRST(table), [here.tenantId, clientId]))[0]?.id
  const named = async (table: string) => (await first(table)) ?? `no ${table}`
  return {
    ...{ window: maintenanceId, connection: connectionId },
    ...{ calendar: await named('calendar'), objective: await named('objective'), contract: await named('contract') },
    expectation: await named('expectation'),
    ...{ day: now.toISOString().slice(0, 10), month: now.toISOString().slice(0, 7) },
  }
}
