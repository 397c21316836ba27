import { newId } from '@/lib/ids'
import { createClient } from '@/services/client/create'
import type { Caller } from '@/services/context'
import { createEquipment } from '@/services/equipment/create'
import { createExpectation } from '@/services/expectation/create'
import { createProcess } from '@/services/process/create'
import { createSite } from '@/services/site/create'
import { createSource } from '@/services/source/create'
import { createApiKey } from '@/services/source/create-key'
import { createSystem } from '@/services/system/create'
import { createWorkflow } from '@/services/workflow/create'

/** A label nobody else has, so that tests can run over one another. */
export function unique(stem: string): string {
  return `${stem}-${newId().slice(-12)}`
}

/** The ids of one manufacturer with everything a screen shows of it. */
export interface Manufacturer {
  clientId: string
  slug: string
  siteId: string
  areaId: string
  lineId: string
  erpId: string
  mesId: string
  processId: string
  workflowId: string
  expectationId: string
  sourceId: string
  apiKeyId: string
  /** `ak_…`, with every scope */
  key: string
}

/** The rule the factories use: every quarter of an hour, ten minutes of grace. */
export const QUARTERLY = {
  kind: 'cron',
  cron: '*/15 * * * *',
  zone: 'Europe/Berlin',
  graceS: 600,
  maxDurationS: null,
} as const

/** A manufacturer made through the verbs, by somebody who may; `name` is part of every name. */
export async function makeManufacturer(owner: Caller, name = 'Brückner'): Promise<Manufacturer> {
  const { clientId, slug } = await createClient(owner, { slug: unique('client'), name: `${name} Pumpen` })
  const place = { name: `${name} Werk`, city: `${name} Stadt`, zone: 'Europe/Berlin' }
  const { siteId } = await createSite(owner, { clientId, slug: 'werk-1', ...place })
  const node = { siteId, slug: 'halle-2' }
  const { equipmentId: areaId } = await createEquipment(owner, {
    ...node,
    parentId: null,
    level: 'area',
    name: `${name} Halle`,
  })
  const { equipmentId: lineId } = await createEquipment(owner, {
    ...node,
    parentId: areaId,
    level: 'line',
    name: `${name} Linie`,
  })
  const { systemId: erpId } = await createSystem(owner, { clientId, kind: 'erp', name: `${name} ERP` })
  const { systemId: mesId } = await createSystem(owner, { clientId, kind: 'mes', name: `${name} MES` })
  const { processId } = await createProcess(owner, {
    clientId,
    siteId,
    slug: 'order-release',
    name: `${name} order release`,
    portalPhrase: `${name} orders reach the floor`,
    position: 0,
  })
  const { workflowId } = await createWorkflow(owner, {
    clientId,
    key: unique('release'),
    name: `${name} release orders`,
    tier: 1,
    siteId,
    processId,
    fromSystemId: erpId,
    toSystemId: mesId,
    ownerName: `${name} owner`,
    impactNote: `${name} line stops`,
  })
  const { expectationId } = await createExpectation(owner, { workflowId, rule: QUARTERLY })
  const { sourceId } = await createSource(owner, { clientId, kind: 'api', name: `${name} n8n` })
  const { apiKeyId, key } = await createApiKey(owner, {
    sourceId,
    name: `${name} key`,
    scopes: ['events:write', 'read', 'write', 'audit'],
    expiresAt: null,
  })
  const registry = { clientId, slug, siteId, areaId, lineId, erpId, mesId, processId, workflowId, expectationId }
  return { ...registry, sourceId, apiKeyId, key }
}
