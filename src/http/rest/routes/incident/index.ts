import { z } from 'zod'
import { AUDIENCES, INCIDENT_STATUSES } from '@/domain/incident/schema'
import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { addIncidentNote } from '@/services/incident/add-note'
import { resolveIncident } from '@/services/incident/resolve'
import { pageIncidents, readIncident } from '@/services/record/incidents'
import { IncidentDetail, IncidentRecord } from '@/services/record/schema'
import { pageOf } from '../../page-of'
import { type RestRoute, route } from '../../route'

const handled = { incidentId: z.uuid(), number: z.int().min(1) }
const Acknowledgement = z
  .object({ ...handled, status: z.enum(INCIDENT_STATUSES), acknowledgedBy: z.string().nullable() })
  .meta({ id: 'Acknowledgement' })
const NoteReceipt = z.object({ ...handled, audience: z.enum(AUDIENCES) }).meta({ id: 'NoteReceipt' })
const Resolution = z
  .object({ ...handled, status: z.enum(INCIDENT_STATUSES), resolvedAt: z.date().nullable() })
  .meta({ id: 'Resolution' })

export const incidentRoutes: readonly RestRoute[] = [
  route('GET /api/v1/incidents', pageIncidents, pageOf(IncidentRecord), { summary: 'List incidents, newest first' }),
  route('GET /api/v1/incidents/{incidentId}', readIncident, IncidentDetail, {
    summary: 'Read an incident with its notes',
  }),
  route('POST /api/v1/incidents/{incidentId}/acknowledgement', acknowledgeIncident, Acknowledgement, {
    summary: 'Say that somebody works on an incident',
  }),
  route('POST /api/v1/incidents/{incidentId}/notes', addIncidentNote, NoteReceipt, {
    summary: 'Write a note on an incident',
    description: 'A note is never changed. `client` notes show in the portal.',
    status: 201,
  }),
  route('POST /api/v1/incidents/{incidentId}/resolution', resolveIncident, Resolution, {
    summary: 'End an incident with what was done',
  }),
]
