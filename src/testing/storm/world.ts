import { registerConnectors } from '@/connectors'
import { newId } from '@/lib/ids'
import { createConnection } from '@/services/connection/create'
import { createCorrelationRule } from '@/services/correlation/save'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '../cast'
import { Plant } from '../plant'
import type { StormTarget } from './generate'

registerConnectors()

const CLIENTS = 6
const ORIGIN = 'https://n8n.partner.example'

export interface StormClient {
  clientId: string
  /** in every name of this client, and nowhere else */
  canary: string
  person: UserCaller
  operator: UserCaller
}

export interface StormWorld {
  partner: CastPartner
  clients: StormClient[]
  targets: StormTarget[]
}

type Cause = StormTarget['cause']

/** What breaks where: a credential shared by the first four, a haulier's gateway by the last five, one client's ERP. */
const HIT: Record<Cause, (index: number) => number> = {
  credential: (index) => (index < 4 ? 6 : 0),
  gateway: (index) => (index > 0 ? 5 : 0),
  erp: (index) => (index === 4 ? 8 : 0),
}

async function furnish(
  { tenantId, ada }: CastPartner,
  clientId: string,
  canary: string,
  index: number,
): Promise<StormTarget[]> {
  const plant = await Plant.open(tenantId, clientId)
  const siteId = await plant.site('Europe/Berlin', { name: `${canary} plant` })
  const link = { clientId, name: `${canary} n8n`, baseUrl: ORIGIN, credential: 'n8n_api_of_the_storm' }
  const { sourceId } = await createConnection(ada, createConnection.input.parse(link))
  // What it would read is sent by the storm itself.
  await plant.raw('UPDATE connection SET is_paused = true WHERE tenant_id = $1')
  const erp = await plant.system('erp', `${canary} ERP`)
  const gateway = await plant.system('partner_app', 'Haulier gateway')
  const targets: StormTarget[] = []
  for (const cause of ['credential', 'gateway', 'erp'] as const)
    for (let n = 0; n < HIT[cause](index); n++) {
      const key = `${cause}-${index}-${n}`
      const systems = {
        credential: {},
        gateway: { fromSystemId: erp, toSystemId: gateway },
        erp: { fromSystemId: erp },
      }[cause]
      await plant.workflow({ key, name: `${canary} ${cause} ${n}`, siteId, tier: (n % 3) + 1, ...systems })
      targets.push({ clientId, sourceId, workflow: key, cause })
    }
  await plant.close()
  return targets
}

/** A partner with six manufacturers whose automations share a product, a gateway and, in one house, an ERP. */
export async function stormWorld(): Promise<StormWorld> {
  const partner = await castPartner()
  const clients: StormClient[] = []
  const targets: StormTarget[] = []
  for (let index = 0; index < CLIENTS; index++) {
    const canary = `tweety${newId().replaceAll('-', '').slice(-14)}`
    const clientId = await castClient(partner, canary)
    const one = { clientIds: [clientId] }
    const person = await castMember(partner, { name: `cleo${index}`, role: 'client_plant', ...one })
    const operator = await castMember(partner, { name: `ben${index}`, role: 'partner_operator', ...one })
    clients.push({ clientId, canary, person, operator })
    targets.push(...(await furnish(partner, clientId, canary, index)))
  }
  await createCorrelationRule(
    partner.ada,
    createCorrelationRule.input.parse({
      name: 'Haulier gateway',
      position: 10,
      spec: {
        reach: 'partner',
        match: { mode: 'all', conditions: [{ field: 'system', op: 'contains', values: ['Haulier'] }] },
        ...{
          groupBy: ['system'],
          windowS: 900,
          threshold: 1,
          waitS: 0,
          resolve: 'all',
          resolveDelayS: 0,
          reopenDelayS: 600,
        },
      },
    }),
  )
  return { partner, clients, targets }
}
