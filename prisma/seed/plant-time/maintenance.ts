import type { Role } from '@/domain/access/roles'
import { addDays, dayNumber, localDay, weekdayOf } from '@/domain/calendar/day'
import { repeatRule } from '@/domain/maintenance/repeat'
import { MaintenancePlan, type MaintenanceScope } from '@/domain/maintenance/schema'
import { platformQuery, withTenantSql } from '@/infra/db'
import { decideApproval } from '@/services/approval/decide'
import type { Caller } from '@/services/context'
import { createMaintenance } from '@/services/maintenance/create'
import { changeOccurrence } from '@/services/maintenance/edit'
import { personCaller } from '../callers'
import type { SeededPlant } from '../plant'

interface DemoWindow {
  client: string
  title: string
  work: string
  /** workflow keys; absent: the site */
  workflows?: readonly string[]
  /** ISO weekday of the first start, so many weeks from now */
  weekday: number
  inWeeks: number
  time: string
  durationS: number
  repeat: 'never' | 'weekly' | 'monthly_weekday'
  decision: 'approve' | 'reject' | 'open' | 'draft'
  /** the second occurrence is moved by so many days */
  movedDays?: number
}

const HOUR_S = 3600

const WINDOWS: readonly DemoWindow[] = [
  {
    client: 'brueckner',
    title: 'SAP patch night',
    work: 'Kernel and database patches on P01. Order release and confirmations stand still for about 40 minutes.',
    ...{
      weekday: 2,
      inWeeks: 1,
      time: '22:00',
      durationS: 3 * HOUR_S,
      repeat: 'weekly',
      decision: 'approve',
      movedDays: 1,
    },
  },
  {
    client: 'brueckner',
    title: 'Hydra MES update 8.6',
    work: 'Update of the MES in two steps; work order feedback is repeated from the queue afterwards.',
    workflows: ['work-order-feedback', 'machine-states'],
    ...{ weekday: 6, inWeeks: 2, time: '16:00', durationS: 6 * HOUR_S, repeat: 'never', decision: 'open' },
  },
  {
    client: 'lakeshore',
    title: 'Historian reindex',
    work: 'Reindex of the plant historian; pour records arrive late, none is lost.',
    ...{ weekday: 7, inWeeks: 1, time: '02:00', durationS: 2 * HOUR_S, repeat: 'monthly_weekday', decision: 'approve' },
  },
  {
    client: 'lakeshore',
    title: 'Core switch replacement',
    work: 'Replaces both core switches during the second shift.',
    ...{ weekday: 3, inWeeks: 1, time: '17:00', durationS: 4 * HOUR_S, repeat: 'never', decision: 'reject' },
  },
  {
    client: 'vela',
    title: 'Firewall rules for the new carrier',
    work: 'Opens the carrier’s new addresses; case intake is tested before and after.',
    ...{ weekday: 4, inWeeks: 1, time: '21:30', durationS: HOUR_S, repeat: 'never', decision: 'draft' },
  },
]

const REQUEST = `SELECT r.id, r.content_hash AS "contentHash" FROM approval_request r
  WHERE r.tenant_id = :tenant AND r.subject_id = $1 AND r.status = 'open'`

async function personOf(tenantId: string, email: string): Promise<Caller> {
  const [person] = await platformQuery<{ user_id: string; name: string; role: Role }>(
    'SELECT user_id, name, role FROM membership WHERE tenant_id = $1 AND email = $2',
    [tenantId, email],
  )
  if (!person) throw new Error(`nobody has the address ${email}`)
  return personCaller(tenantId, { userId: person.user_id, name: person.name, role: person.role })
}

async function decide(by: Caller, maintenanceId: string, decision: 'approve' | 'reject'): Promise<void> {
  const [request] = await withTenantSql(by.scope, (sql) =>
    sql<{ id: string; contentHash: string }>(REQUEST, [maintenanceId]),
  )
  if (!request) throw new Error('nothing waits for a decision')
  const reason = decision === 'approve' ? 'Agreed with the shift leader' : 'Not in the second shift: pour line 2 runs'
  await decideApproval(by, {
    requestId: request.id,
    contentHash: request.contentHash,
    decision,
    reason,
    forUserId: null,
  })
}

function scopeOf({ workflows }: DemoWindow, { workflowIds }: SeededPlant, siteId: string): MaintenanceScope {
  const ids = (workflows ?? []).flatMap((key) => workflowIds.get(key) ?? [])
  return ids.length > 0 ? { kind: 'workflows', workflowIds: ids } : { kind: 'site', siteId }
}

async function seedWindow(cast: { ben: Caller; carl: Caller }, window: DemoWindow, seeded: SeededPlant): Promise<void> {
  const { clientId, plant } = seeded
  const { zone } = plant.site
  const today = localDay(zone, new Date())
  const after = addDays(today, 1 + (window.inWeeks - 1) * 7)
  const day = addDays(after, (window.weekday - weekdayOf(dayNumber(after)) + 7) % 7)
  const startLocal = `${day}T${window.time}`
  const rrule = repeatRule(window.repeat, startLocal, null)
  const plan = MaintenancePlan.parse({ zone, startLocal, durationS: window.durationS, rrule })
  const [site] = await withTenantSql(cast.ben.scope, (sql) =>
    sql<{ id: string }>('SELECT s.id FROM site s WHERE s.tenant_id = :tenant AND s.client_id = $1', [clientId]),
  )
  const { title, work, decision, movedDays } = window
  const scope = scopeOf(window, seeded, site?.id ?? '')
  const isSubmitted = decision !== 'draft'
  const { maintenanceId } = await createMaintenance(cast.ben, { clientId, title, work, scope, plan, isSubmitted })
  if (decision === 'open' || decision === 'draft') return
  await decide(cast.carl, maintenanceId, decision)
  if (movedDays === undefined) return
  const second = addDays(day, 7)
  await changeOccurrence(cast.ben, {
    ...{ maintenanceId, basedOn: 1, occurrence: `${second}T${window.time}` },
    ...{
      startLocal: `${addDays(second, movedDays)}T${window.time}`,
      reason: 'Tuesday is the delivery of the large order',
    },
  })
  await decide(cast.carl, maintenanceId, 'approve')
}

/** Windows as a partner has them: weekly, monthly, one that waits, one that was refused, a draft. */
export async function seedMaintenance(owner: Caller, plants: readonly SeededPlant[]): Promise<void> {
  const { tenantId } = owner.scope
  const ben = await personOf(tenantId, 'ben@nordlicht.example')
  const carl = await personOf(tenantId, 'carl@nordlicht.example')
  for (const window of WINDOWS) {
    const seeded = plants.find(({ plant }) => plant.slug === window.client)
    if (seeded) await seedWindow({ ben, carl }, window, seeded)
  }
}
