import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { occurrences } from '@/domain/maintenance/occurrences'
import { MaintenancePlan } from '@/domain/maintenance/schema'
import { closePools, withTenant, withTenantSql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { castMember, castPartner, type UserCaller } from '@/testing/cast'
import { type Manufacturer, makeManufacturer } from '@/testing/factories'
import { decideApproval } from '../approval/decide'
import { cancelMaintenance } from './cancel'
import { createMaintenance } from './create'
import { changeOccurrence, editMaintenance } from './edit'
import { getMaintenance } from './get'
import { listMaintenance } from './list'
import { activeWindow, loadWindows } from './load'
import { previewMaintenance } from './preview'
import { submitMaintenance } from './submit'

let ben: UserCaller
let carl: UserCaller
let made: Manufacturer
beforeAll(async () => {
  const partner = await castPartner()
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  carl = await castMember(partner, { name: 'Carl', role: 'partner_approver' })
  made = await makeManufacturer(partner.ada)
})
beforeEach(async () => {
  made = await makeManufacturer(await castMember(ben.scope, { name: 'Ada', role: 'partner_owner' }))
})
afterAll(closePools)

const TUESDAYS = MaintenancePlan.parse({
  zone: 'Europe/Berlin',
  startLocal: '2098-12-02T22:00',
  durationS: 4 * 3600,
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
})
const YEAR_2099 = { from: new Date('2099-01-01'), to: new Date('2099-03-01') }

function plan(more: Partial<MaintenancePlan> = {}, isSubmitted = true) {
  return createMaintenance(ben, {
    clientId: made.clientId,
    title: 'Database patches',
    work: 'PostgreSQL minor version, 20 minutes of standstill',
    scope: { kind: 'site', siteId: made.siteId },
    plan: { ...TUESDAYS, ...more },
    isSubmitted,
  })
}

async function decide(maintenanceId: string, decision: 'approve' | 'reject', by = carl) {
  const [request] = await withTenantSql(by.scope, (sql) =>
    sql<{ id: string; hash: string }>(
      `SELECT r.id, r.content_hash AS hash FROM approval_request r WHERE r.tenant_id = :tenant AND r.subject_id = $1 ORDER BY r.requested_at DESC LIMIT 1`,
      [maintenanceId],
    ),
  )
  if (!request) throw new Error('nothing was asked')
  return decideApproval(by, {
    requestId: request.id,
    decision,
    reason: 'looked at',
    contentHash: request.hash,
    forUserId: null,
  })
}

const windows = (span = YEAR_2099) => withTenantSql(ben.scope, (sql) => loadWindows(sql, made.clientId, span))
const activeAt = (at: string) => withTenantSql(ben.scope, (sql) => activeWindow(sql, made.workflowId, new Date(at)))

describe('maintenance windows', () => {
  it('count only after somebody else approved them', async () => {
    const { maintenanceId, status } = await plan()
    expect(status).toBe('pending')
    expect(await activeAt('2099-01-06T22:00:00Z')).toBeNull()
    await expect(decide(maintenanceId, 'approve', ben)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await decide(maintenanceId, 'approve')
    const page = await getMaintenance(ben, { maintenanceId })
    expect(page).toMatchObject({ status: 'approved', revisions: [{ number: 1, editReason: null }] })
    expect(page.occurrences[0]).toMatchObject({ startLocal: '2098-12-02T22:00', effect: null })
    expect(page.covered.map(({ id }) => id)).toContain(made.workflowId)
    const active = await activeAt('2099-01-06T22:00:00Z')
    expect(active?.occurrence.to.toISOString()).toBe('2099-01-07T01:00:00.000Z')
    expect(await activeAt('2099-01-06T20:59:59Z')).toBeNull()
    expect(await activeAt('2099-01-07T01:00:00Z')).toBeNull()
  })

  it('an edit voids the approval; what has begun keeps the revision under which it began', async () => {
    const { maintenanceId } = await plan()
    await decide(maintenanceId, 'approve')
    const content = { title: 'Database patches', work: 'More of it', scope: { kind: 'client' as const } }
    const edited = await editMaintenance(ben, {
      ...{ maintenanceId, basedOn: 1, ...content, plan: { ...TUESDAYS, durationS: 3600 }, reason: null },
    })
    expect(edited).toMatchObject({ revision: 2, status: 'pending' })
    expect(await activeAt('2099-01-06T21:30:00Z')).toBeNull()
    await decide(maintenanceId, 'approve')
    const [active] = await windows()
    expect(active).toMatchObject({ revision: 2, durationS: 3600, status: 'approved' })
    await expect(
      editMaintenance(ben, { maintenanceId, basedOn: 1, ...content, plan: TUESDAYS, reason: null }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('moves and cancels single occurrences, approved anew', async () => {
    const { maintenanceId } = await plan()
    await decide(maintenanceId, 'approve')
    const change = { maintenanceId, occurrence: '2099-01-06T22:00', reason: 'year-end closing' }
    await changeOccurrence(ben, { ...change, basedOn: 1, startLocal: '2099-01-08T23:00' })
    await changeOccurrence(ben, { ...change, occurrence: '2099-01-13T22:00', basedOn: 2, startLocal: null })
    await decide(maintenanceId, 'approve')
    const [window] = await windows()
    if (!window) throw new Error('no window')
    const january = { from: new Date('2099-01-05'), to: new Date('2099-01-25') }
    expect(occurrences(window, january).map(({ startLocal }) => startLocal)).toEqual([
      '2099-01-08T23:00',
      '2099-01-20T22:00',
    ])
    await expect(
      changeOccurrence(ben, { ...change, occurrence: '2099-01-07T22:00', basedOn: 3, startLocal: null }),
    ).rejects.toMatchObject({ code: 'INVALID' })
  })

  it('an approval after the start does not make it count, and a late edit needs a reason', async () => {
    const start = new Date(Date.now() - 30 * 60_000).toISOString().slice(0, 16)
    const { maintenanceId } = await plan({ zone: 'UTC', startLocal: start, rrule: null })
    const edit = { maintenanceId, basedOn: 1, title: 'Longer', work: 'Longer', scope: { kind: 'client' as const } }
    await expect(editMaintenance(ben, { ...edit, plan: TUESDAYS, reason: null })).rejects.toMatchObject({
      code: 'INVALID',
    })
    await decide(maintenanceId, 'approve')
    expect(await activeAt(new Date().toISOString())).toBeNull()
    const span = { from: new Date(Date.now() - 3_600_000), to: new Date() }
    const [window] = await windows(span)
    const [occurrence] = window ? occurrences(window, span) : []
    expect((occurrence?.approvedAt ?? 0) > (occurrence?.from ?? 0)).toBe(true)
    expect(occurrence?.noticeMs ?? 0).toBeLessThan(0)
    await editMaintenance(ben, { ...edit, plan: TUESDAYS, reason: 'the patch failed' })
  })

  it('a no, a draft, a cancellation: nothing of them counts', async () => {
    const rejected = await plan()
    await decide(rejected.maintenanceId, 'reject')
    const draft = await plan({}, false)
    const cancelled = await plan()
    await decide(cancelled.maintenanceId, 'approve')
    await cancelMaintenance(ben, { maintenanceId: cancelled.maintenanceId, reason: 'not needed' })
    expect(await activeAt('2099-01-06T22:00:00Z')).toBeNull()
    const { statuses } = await listMaintenance(ben, { client: made.slug, status: null })
    expect(statuses).toMatchObject({ rejected: 1, draft: 1, cancelled: 1, approved: 0 })
    await submitMaintenance(ben, { maintenanceId: rejected.maintenanceId })
    await submitMaintenance(ben, { maintenanceId: draft.maintenanceId })
    await decide(rejected.maintenanceId, 'approve')
    expect(await activeAt('2099-01-06T22:00:00Z')).not.toBeNull()
    await expect(submitMaintenance(ben, { maintenanceId: cancelled.maintenanceId })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  it('shows its times and what it covers before anybody is asked; another client’s plant is not there', async () => {
    const asked = { clientId: made.clientId, scope: { kind: 'client' as const }, plan: TUESDAYS }
    const { occurrences: times, covered } = await previewMaintenance(ben, asked)
    expect(times[0]?.from.toISOString()).toBe('2098-12-02T21:00:00.000Z')
    expect(times).toHaveLength(10)
    expect(covered.length).toBeGreaterThan(0)
    const scope = { kind: 'workflows' as const, workflowIds: [newId()] }
    await expect(
      createMaintenance(ben, { ...asked, scope, title: 'X', work: 'Patches', isSubmitted: true }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('the database refuses an approval that nobody gave, and a plan that changes', async () => {
    const { maintenanceId } = await plan()
    const forge = (text: string) => withTenant(ben.scope, ({ sql }) => sql(text, [maintenanceId]))
    await expect(
      forge(
        `UPDATE maintenance_revision SET approved_at = now(), approval_status = 'approved' WHERE maintenance_id = $1::uuid`,
      ),
    ).rejects.toThrow(/maintenance_revision_approval_fk/)
    await expect(
      forge(`UPDATE maintenance_revision SET approved_at = now() WHERE maintenance_id = $1::uuid`),
    ).rejects.toThrow(/maintenance_revision_approved/)
    await expect(forge(`UPDATE maintenance_revision SET plan = '{}' WHERE maintenance_id = $1::uuid`)).rejects.toThrow(
      /permission denied/,
    )
  })
})
