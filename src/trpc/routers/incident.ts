import { getCause } from '@/services/cause/get'
import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { addIncidentNote } from '@/services/incident/add-note'
import { getIncident } from '@/services/incident/get'
import { listIncidents } from '@/services/incident/list'
import { pauseIncident } from '@/services/incident/pause'
import { resolveIncident } from '@/services/incident/resolve'
import { resumeIncident } from '@/services/incident/resume'
import { acknowledgeIncidents } from '@/services/incident/work/acknowledge-many'
import { assignIncident } from '@/services/incident/work/assign'
import { editIncidentTimes } from '@/services/incident/work/edit-times'
import { getIncidentGroup } from '@/services/incident/work/group'
import { mergeIncident } from '@/services/incident/work/merge'
import { snoozeIncident } from '@/services/incident/work/snooze'
import { unmergeIncident } from '@/services/incident/work/unmerge'
import { wakeIncident } from '@/services/incident/work/wake'
import { addIncidentTask } from '@/services/incident-task/add'
import { finishIncidentTask } from '@/services/incident-task/finish'
import { listIncidentTasks } from '@/services/incident-task/list'
import { reassignIncidentTask } from '@/services/incident-task/reassign'
import { verifyIncidentTask } from '@/services/incident-task/verify'
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
  acknowledgeMany: mutationOf(acknowledgeIncidents),
  group: queryOf(getIncidentGroup),
  cause: queryOf(getCause),
  assign: mutationOf(assignIncident),
  snooze: mutationOf(snoozeIncident),
  wake: mutationOf(wakeIncident),
  merge: mutationOf(mergeIncident),
  unmerge: mutationOf(unmergeIncident),
  editTimes: mutationOf(editIncidentTimes),
  tasks: queryOf(listIncidentTasks),
  addTask: mutationOf(addIncidentTask),
  reassignTask: mutationOf(reassignIncidentTask),
  finishTask: mutationOf(finishIncidentTask),
  verifyTask: mutationOf(verifyIncidentTask),
})
