import { createClient } from '@/services/client/create'
import { updateClient } from '@/services/client/update'
import type { Caller } from '@/services/context'
import { createEquipment } from '@/services/equipment/create'
import { createProcess } from '@/services/process/create'
import { createSite } from '@/services/site/create'
import { createSource } from '@/services/source/create'
import { createApiKey } from '@/services/source/create-key'
import { createPingKey } from '@/services/source/create-ping-key'
import { createSystem } from '@/services/system/create'
import { createWorkflow } from '@/services/workflow/create'
import type { DemoPlant, DemoWorkflow } from './plants/plant'

/** Where the plant's traffic enters. */
export interface SeededPlant {
  plant: DemoPlant
  clientId: string
  sourceId: string
  apiKey: string
  workflowIds: Map<string, string>
  pingKeys: Record<string, string>
}

/** Workflows that report by ping URL instead of the API, to show both. */
const PINGING: readonly string[] = ['temperature-log']

/** Takes one manufacturer in: client, plant, lines, systems, processes, automations, key, portal. */
export async function seedPlant(owner: Caller, plant: DemoPlant): Promise<SeededPlant> {
  const { clientId } = await createClient(owner, { slug: plant.slug, name: plant.name })
  await updateClient(owner, { clientId, portalPublic: true })
  const { siteId } = await createSite(owner, { clientId, ...plant.site })
  await seedLines(owner, plant, siteId)
  const systems = new Map<string, string>()
  for (const system of plant.systems)
    systems.set(system.name, (await createSystem(owner, { clientId, ...system })).systemId)
  const processes = new Map<string, string>()
  for (const [position, process] of plant.processes.entries()) {
    processes.set(process.slug, (await createProcess(owner, { clientId, siteId, position, ...process })).processId)
  }
  const workflowIds = new Map<string, string>()
  for (const workflow of plant.workflows) {
    const input = workflowInput(workflow, { siteId, systems, processes })
    workflowIds.set(workflow.key, (await createWorkflow(owner, { clientId, ...input })).workflowId)
  }
  return { plant, clientId, workflowIds, ...(await seedKeys(owner, clientId, workflowIds)) }
}

async function seedLines(owner: Caller, plant: DemoPlant, siteId: string): Promise<void> {
  for (const { lines, ...area } of plant.areas) {
    const { equipmentId } = await createEquipment(owner, { siteId, parentId: null, level: 'area', ...area })
    for (const line of lines) await createEquipment(owner, { siteId, parentId: equipmentId, level: 'line', ...line })
  }
}

interface Places {
  siteId: string
  systems: ReadonlyMap<string, string>
  processes: ReadonlyMap<string, string>
}

function workflowInput(workflow: DemoWorkflow, { siteId, systems, processes }: Places) {
  return {
    key: workflow.key,
    name: workflow.name,
    tier: workflow.tier,
    siteId,
    processId: processes.get(workflow.process) ?? null,
    fromSystemId: systems.get(workflow.from) ?? null,
    toSystemId: systems.get(workflow.to) ?? null,
    ownerName: workflow.owner,
    impactNote: workflow.impact ?? null,
  }
}

async function seedKeys(owner: Caller, clientId: string, workflowIds: ReadonlyMap<string, string>) {
  const { sourceId } = await createSource(owner, { clientId, kind: 'api', name: 'n8n production' })
  const { key } = await createApiKey(owner, {
    sourceId,
    name: 'n8n production',
    scopes: ['events:write', 'read'],
    expiresAt: null,
  })
  const pingKeys: Record<string, string> = {}
  for (const name of PINGING) {
    const workflowId = workflowIds.get(name)
    if (workflowId)
      pingKeys[name] = (await createPingKey(owner, { workflowId, name: `${name} ping`, expiresAt: null })).key
  }
  return { sourceId, apiKey: key, pingKeys }
}
