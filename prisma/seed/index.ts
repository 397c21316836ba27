import { platformQuery } from '@/infra/db'
import { newId } from '@/lib/ids'
import { createPartner } from '@/services/partner/create'
import { seedBrand } from './brand'
import { personCaller, systemCaller } from './callers'
import { seedExpectations } from './expectations'
import { seedWideExpectations } from './expectations-wide'
import { fineSince, isThinned } from './history'
import { loadHistory } from './history/load'
import { seedMonths } from './months'
import { DEMO_PARTNER } from './partner'
import { openPast } from './past/clock'
import { seedNightShift } from './past/night-shift'
import { seedPeople } from './people'
import { type SeededPlant, seedPlant } from './plant'
import { seedCalendars } from './plant-time/calendars'
import { seedMaintenance } from './plant-time/maintenance'
import { PLANTS } from './plants'
import { seedPortals } from './portals'
import { seedPromises } from './promises'
import { seedProof } from './proof'
import { seedReports } from './reports'
import { seedResale } from './resale'
import { seedCorrelation } from './response/correlation'
import { seedOnCall } from './response/on-call'

const DAY_MS = 86_400_000
const HISTORY_DAYS = 90

const OWNER = { name: 'Ada Brandt', email: 'ada@nordlicht.example' }
const RIVAL = { slug: 'suedwerk', name: 'Südwerk Systems', brandName: 'Südwerk Systems', brandColor: '#7a3b12' }

export interface SeededDemo {
  tenantId: string
  plants: SeededPlant[]
}

/** The demo partner is there already: nothing is seeded twice. */
export async function isSeeded(): Promise<boolean> {
  return (await platformQuery('SELECT 1 FROM partner WHERE slug = $1', [DEMO_PARTNER.slug])).length > 0
}

/** The first of the month before last: the partner promises since then, so that whole months can be frozen. */
function promisedSince(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1) - 2 * DAY_MS)
}

async function foundPartner() {
  const tenantId = newId()
  const { userId } = await createPartner(systemCaller(tenantId), { ...DEMO_PARTNER, locale: 'en', owner: OWNER })
  const owner = personCaller(tenantId, { userId, name: OWNER.name, role: 'partner_owner' })
  const plants: SeededPlant[] = []
  for (const plant of PLANTS) plants.push(await seedPlant(owner, plant))
  await seedPeople(owner, new Map(plants.map(({ plant, clientId }) => [plant.slug, clientId])))
  await seedBrand(owner, plants)
  await seedCalendars(owner, plants)
  return { tenantId, owner, plants }
}

/**
 * Partner, people and three plants that began ninety days ago, their runs since, and what is expected and promised.
 * `onEvents` hears how many events went in.
 */
export async function seedDemo(now: Date, onEvents: (events: number) => void): Promise<SeededDemo> {
  const past = await openPast()
  try {
    const span = { from: new Date(now.getTime() - HISTORY_DAYS * DAY_MS), to: now }
    const { tenantId, owner, plants } = await past.at(span.from, foundPartner)
    for (const plant of plants) await loadHistory(tenantId, plant, span, onEvents)
    await past.at(promisedSince(now), async () => {
      for (const plant of plants) await seedExpectations(owner, plant, (workflow) => !isThinned(workflow))
      for (const plant of plants) await seedPromises(owner, plant, now)
    })
    await past.at(fineSince(now), async () => {
      for (const plant of plants) await seedExpectations(owner, plant, isThinned)
    })
    for (const plant of plants) await seedWideExpectations(owner, plant, now)
    await seedMaintenance(owner, plants)
    await seedOnCall(owner, now)
    await seedNightShift(owner, plants, { past, now })
    await seedMonths(owner, plants, now)
    await seedCorrelation(owner)
    await seedPortals(owner, plants, now)
    await seedProof(owner)
    await seedReports(owner, plants)
    await seedResale(owner, plants)
    await seedRival()
    return { tenantId, plants }
  } finally {
    await past.close()
  }
}

/** Another partner on the same machine, so that the walls have somebody to keep out. */
async function seedRival(): Promise<void> {
  const owner = { name: 'Mallory Kern', email: 'mallory@suedwerk.example' }
  await createPartner(systemCaller(newId()), { ...RIVAL, locale: 'de', owner })
}
