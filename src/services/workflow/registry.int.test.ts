import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, platformQuery } from '@/infra/db'
import { newId } from '@/lib/ids'
import { auditRows, lastAudit } from '@/testing/audit-rows'
import { type CastPartner, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { type Manufacturer, makeManufacturer, unique } from '@/testing/factories'
import { Plant } from '@/testing/plant'
import { archiveClient } from '../client/archive'
import { createClient } from '../client/create'
import { restoreClient } from '../client/restore'
import { updateClient } from '../client/update'
import { createEquipment } from '../equipment/create'
import { renameEquipment } from '../equipment/rename'
import { createProcess } from '../process/create'
import { updateProcess } from '../process/update'
import { createSite } from '../site/create'
import { updateSite } from '../site/update'
import { createSystem } from '../system/create'
import { updateSystem } from '../system/update'
import { claimWorkflow } from './claim'
import { createWorkflow } from './create'
import { readWorkflowForm } from './form'
import { retireWorkflow } from './retire'
import { updateWorkflow } from './update'

let partner: CastPartner
let ada: UserCaller
let here: Manufacturer
let there: Manufacturer
let plant: Plant

beforeAll(async () => {
  partner = await castPartner()
  ada = partner.ada
  here = await makeManufacturer(ada, 'Brückner')
  there = await makeManufacturer(ada, 'Other')
  plant = await Plant.open(partner.tenantId, here.clientId)
})
afterAll(async () => {
  await plant.close()
  await closePools()
})

const notFound = { code: 'NOT_FOUND' }
const conflict = { code: 'CONFLICT' }
const invalid = { code: 'INVALID' }

describe('clients', () => {
  it('are renamed, opened, archived and restored, each with its before and after', async () => {
    const { clientId } = await createClient(ada, { slug: unique('c'), name: 'Huber' })
    await updateClient(ada, { clientId, name: 'Huber GmbH', portalPublic: true })
    expect(await lastAudit(ada, 'client.update')).toMatchObject({
      before: { name: 'Huber', portalPublic: false },
      after: { name: 'Huber GmbH', portalPublic: true },
    })
    await archiveClient(ada, { clientId })
    await expect(archiveClient(ada, { clientId })).rejects.toMatchObject(conflict)
    await expect(
      createSite(ada, { clientId, slug: 's', name: 'S', city: 'Ulm', zone: 'Europe/Berlin' }),
    ).rejects.toMatchObject(notFound)
    await restoreClient(ada, { clientId })
    expect(await lastAudit(ada, 'client.restore')).toMatchObject({
      subjectName: 'Huber GmbH',
      after: { archivedAt: null },
    })
  })

  it('write no entry when nothing differs', async () => {
    const count = (await auditRows(ada)).length
    await updateClient(ada, { clientId: here.clientId, name: 'Brückner Pumpen' })
    expect(await auditRows(ada)).toHaveLength(count)
  })

  it('refuse a slug twice, and a member who would not see the new one', async () => {
    await expect(createClient(ada, { slug: here.slug, name: 'Again' })).rejects.toMatchObject(conflict)
    const ben = await castMember(partner, { name: 'Ben', role: 'partner_operator', clientIds: [here.clientId] })
    await expect(createClient(ben, { slug: unique('c'), name: 'Mine' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('plants', () => {
  it('have areas, and lines under areas of the same site', async () => {
    const made = (await auditRows(ada)).find(({ subjectId }) => subjectId === here.lineId)
    expect(made?.after?.path).toBe(`${here.slug}/werk-1/halle-2/halle-2`)
    const line = { siteId: here.siteId, slug: 'l9', name: 'L9', level: 'line' as const }
    await expect(createEquipment(ada, { ...line, parentId: null })).rejects.toMatchObject(invalid)
    await expect(createEquipment(ada, { ...line, parentId: there.areaId })).rejects.toMatchObject(invalid)
    await expect(createEquipment(ada, { ...line, parentId: here.lineId })).rejects.toMatchObject(invalid)
    await expect(createEquipment(ada, { ...line, level: 'area', parentId: here.areaId })).rejects.toMatchObject(invalid)
  })

  it('are corrected; of a line only the name', async () => {
    await updateSite(ada, { siteId: here.siteId, city: 'Neu-Ulm' })
    expect(await lastAudit(ada, 'site.update')).toMatchObject({ after: { city: 'Neu-Ulm' } })
    await renameEquipment(ada, { equipmentId: here.lineId, name: 'Linie 3' })
    expect(await lastAudit(ada, 'equipment.rename')).toMatchObject({ after: { name: 'Linie 3' } })
  })
})

describe('systems and processes', () => {
  it('are corrected within their client', async () => {
    await updateSystem(ada, { systemId: here.erpId, kind: 'qms' })
    expect(await lastAudit(ada, 'system.update')).toMatchObject({ before: { kind: 'erp' }, after: { kind: 'qms' } })
    await updateProcess(ada, { processId: here.processId, position: 4, portalPhrase: 'Orders move' })
    expect(await lastAudit(ada, 'process.update')).toMatchObject({
      after: { position: 4, portalPhrase: 'Orders move' },
    })
  })

  it('keep what an update leaves out', async () => {
    await updateProcess(ada, { processId: here.processId, name: 'Release' })
    expect((await lastAudit(ada, 'process.update'))?.after).toEqual({ name: 'Release' })
  })

  it('cannot reach into another client of the same partner', async () => {
    const process = { slug: 'x', name: 'X', portalPhrase: 'X', position: 0 }
    await expect(
      createProcess(ada, { ...process, clientId: here.clientId, siteId: there.siteId }),
    ).rejects.toMatchObject(notFound)
    await expect(updateProcess(ada, { processId: here.processId, siteId: there.siteId })).rejects.toMatchObject(
      notFound,
    )
    await expect(
      createSystem(ada, { clientId: here.clientId, kind: 'erp', name: 'Brückner ERP' }),
    ).rejects.toMatchObject(conflict)
  })
})

describe('workflows', () => {
  const claim = () => ({
    name: 'Release orders',
    tier: 1,
    siteId: here.siteId,
    processId: here.processId,
    fromSystemId: here.erpId,
    toSystemId: here.mesId,
    ownerName: 'Ben',
    impactNote: 'Line 3 stops within 20 minutes',
  })

  it('that registered themselves are claimed once', async () => {
    const workflowId = await plant.workflow({
      key: 'order-release',
      name: 'order-release',
      lifecycle: 'unclaimed',
      tier: 3,
    })
    await expect(updateWorkflow(ada, { workflowId, name: 'x' })).rejects.toThrow(/Claim it/)
    expect(await claimWorkflow(ada, { workflowId, ...claim() })).toEqual({ workflowId, lifecycle: 'live', version: 2 })
    await expect(claimWorkflow(ada, { workflowId, ...claim() })).rejects.toMatchObject(conflict)
    expect(await lastAudit(ada, 'workflow.claim')).toMatchObject({
      before: { name: 'order-release', lifecycle: 'unclaimed' },
      after: { ...claim(), lifecycle: 'live' },
    })
    expect((await readWorkflowForm(ada, { workflowId })).workflow).toMatchObject({ key: 'order-release', ...claim() })
  })

  it.each(['siteId', 'processId', 'fromSystemId', 'toSystemId'] as const)(
    'cannot point at %s of another client',
    async (field) => {
      const foreign = {
        siteId: there.siteId,
        processId: there.processId,
        fromSystemId: there.erpId,
        toSystemId: there.mesId,
      }
      await expect(updateWorkflow(ada, { workflowId: here.workflowId, [field]: foreign[field] })).rejects.toMatchObject(
        notFound,
      )
      await expect(
        createWorkflow(ada, { ...claim(), clientId: here.clientId, key: unique('k'), [field]: foreign[field] }),
      ).rejects.toMatchObject(notFound)
      await expect(updateWorkflow(ada, { workflowId: here.workflowId, [field]: newId() })).rejects.toMatchObject(
        notFound,
      )
    },
  )

  it('keep process and site together', async () => {
    const place = { slug: unique('s'), name: 'Werk 2', city: 'Ulm', zone: 'Europe/Berlin' }
    const { siteId } = await createSite(ada, { clientId: here.clientId, ...place })
    await expect(updateWorkflow(ada, { workflowId: here.workflowId, siteId })).rejects.toThrow(/runs at another site/)
    await updateWorkflow(ada, { workflowId: here.workflowId, siteId, processId: null })
    expect(await lastAudit(ada, 'workflow.update')).toMatchObject({ after: { siteId, processId: null } })
  })

  it('refuse an edit over a newer version, and one of two at once', async () => {
    const { workflow } = await readWorkflowForm(ada, { workflowId: here.workflowId })
    const edit = (name: string) => updateWorkflow(ada, { workflowId: here.workflowId, version: workflow.version, name })
    const results = await Promise.allSettled([edit('first'), edit('second')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(edit('late')).rejects.toMatchObject(conflict)
  })

  it('retire with their expectations', async () => {
    const made = await makeManufacturer(ada, 'Retiring')
    await retireWorkflow(ada, { workflowId: made.workflowId })
    const [state] = await platformQuery(
      'SELECT status, next_check_at FROM expectation_state WHERE expectation_id = $1',
      [made.expectationId],
    )
    expect(state).toEqual({ status: 'paused', next_check_at: null })
    expect((await auditRows(ada)).slice(-2).map(({ action }) => action)).toEqual([
      'expectation.pause',
      'workflow.retire',
    ])
    await expect(retireWorkflow(ada, { workflowId: made.workflowId })).rejects.toMatchObject(conflict)
    await expect(updateWorkflow(ada, { workflowId: made.workflowId, name: 'x' })).rejects.toMatchObject(conflict)
  })
})
