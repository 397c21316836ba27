import { NoteInput } from '@/domain/incident/schema'
import { note } from '@/domain/incident/transition'
import { audited, mutation } from '../define'
import { applyMove, decided, holdIncident, personOf, subjectOf } from './store'

/** Words for the record, for the team or for the client to read; a note is never changed. */
export const addIncidentNote = mutation(
  { action: 'incident.note', can: 'incident.respond', input: NoteInput },
  async (ctx, { incidentId, audience, body }) => {
    const incident = await holdIncident(ctx, incidentId)
    await applyMove(ctx, incident, decided(note(incident, personOf(ctx), { audience, body })))
    return audited(
      { incidentId, number: incident.number, audience },
      { subject: subjectOf(incident), clientId: incident.clientId, after: { audience, body } },
    )
  },
)
