import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { addIncidentNote } from '@/services/incident/add-note'
import { getIncident } from '@/services/incident/get'
import { listIncidents } from '@/services/incident/list'
import { pauseIncident } from '@/services/incident/pause'
import { resolveIncident } from '@/services/incident/resolve'
import { resumeIncident } from '@/services/incident/resume'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const incidentRouter = router({
  list: queryOf(listIncidents),
  get: queryOf(getIncident),
  acknowledge: mutationOf(acknowledgeIncident),
  note: mutationOf(addIncidentNote),
  resolve: mutationOf(resolveIncident),
  pause: mutationOf(pauseIncident),
  resume: mutationOf(resumeIncident),
})
