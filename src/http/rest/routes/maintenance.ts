import { z } from 'zod'
import { MAINTENANCE_STATUSES } from '@/domain/maintenance/schema'
import { cancelMaintenance } from '@/services/maintenance/cancel'
import { createMaintenance } from '@/services/maintenance/create'
import { changeOccurrence, editMaintenance } from '@/services/maintenance/edit'
import { previewMaintenance } from '@/services/maintenance/preview'
import { pageMaintenance } from '@/services/maintenance/record'
import { submitMaintenance } from '@/services/maintenance/submit'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

const zStatus = z.enum(MAINTENANCE_STATUSES)
const zLocal = z.string().describe('wall time of the plant, e.g. 2026-12-01T22:00')

const Plan = z.object({
  zone: z.string(),
  startLocal: zLocal,
  durationS: z.int(),
  rrule: z.string().nullable().describe('RFC 5545, without DTSTART; null: once'),
  moves: z.array(z.object({ occurrence: zLocal, startLocal: zLocal, durationS: z.int().optional() })),
  cancellations: z.array(zLocal),
})

const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('client') }),
  z.object({ kind: z.literal('site'), siteId: z.uuid() }),
  z.object({ kind: z.literal('workflows'), workflowIds: z.array(z.uuid()) }),
])

const MaintenanceRecord = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    number: z.int(),
    title: z.string(),
    status: zStatus,
    revision: z.int().describe('send it as basedOn to change exactly what you have read'),
    work: z.string(),
    scope: Scope,
    plan: Plan,
    createdAt: z.date(),
    requestedAt: z.date().nullable().describe('notice counts from here'),
    approvedAt: z.date().nullable().describe('occurrences that began before do not count'),
  })
  .meta({ id: 'Maintenance', description: 'A maintenance window and its latest revision.' })

const Standing = z
  .object({ maintenanceId: z.uuid(), number: z.int(), revision: z.int(), status: zStatus })
  .meta({ id: 'MaintenanceStanding', description: 'Where a maintenance window stands now.' })

const Preview = z
  .object({
    occurrences: z.array(z.object({ from: z.date(), to: z.date() })),
    covered: z.array(z.object({ id: z.uuid(), name: z.string(), key: z.string(), site: z.string().nullable() })),
  })
  .meta({ id: 'MaintenancePreview', description: 'The next ten times, and the workflows covered.' })

export const maintenanceRoutes: readonly RestRoute[] = [
  route('GET /api/v1/maintenance', pageMaintenance, pageOf(MaintenanceRecord), { summary: 'List maintenance windows' }),
  route('POST /api/v1/maintenance', createMaintenance, Standing, {
    summary: 'Plan a maintenance window and ask for its approval',
    description:
      'Approved by somebody else in the console: a key never decides. What begins before the approval does not count.',
    status: 201,
  }),
  route('POST /api/v1/maintenance-previews', previewMaintenance, Preview, {
    summary: 'See when a plan would happen and what it would cover',
  }),
  route('PUT /api/v1/maintenance/{maintenanceId}', editMaintenance, Standing, {
    summary: 'Replace plan and scope by a new revision, approved anew',
  }),
  route('POST /api/v1/maintenance/{maintenanceId}/occurrences', changeOccurrence, Standing, {
    summary: 'Move or cancel one occurrence',
  }),
  route('POST /api/v1/maintenance/{maintenanceId}/request', submitMaintenance, Standing, {
    summary: 'Ask for the approval of a draft, or again after a no',
  }),
  route('POST /api/v1/maintenance/{maintenanceId}/cancellation', cancelMaintenance, Standing, {
    summary: 'Call a window off from now on',
  }),
]
