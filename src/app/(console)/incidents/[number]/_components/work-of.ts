import type { IncidentDetail } from '@/services/incident/get'
import type { IncidentGroup } from '@/services/incident/work/group'
import { plantTime } from '@/ui/primitives/plant-time'
import type { Work } from '../_work/work'

interface Given {
  data: IncidentDetail
  group: IncidentGroup
  targets: Work['targets']
  zone: string
  locale: string
}

/** When the contract wants the next word to the client; null = no such clock runs. */
function nextUpdate({ promise }: IncidentDetail): Date | null {
  return promise?.clocks.find(({ kind, stoppedAt }) => kind === 'update' && !stoppedAt)?.dueAt ?? null
}

/** What the actions in the browser need to know: plain data, and nothing more. */
export function workOf({ data, group, targets, zone, locale }: Given): Work {
  const { incident, responders, myId, clientReaders } = data
  const { impactStartedAt, openedAt, acknowledgedAt, resolvedAt } = incident
  const due = nextUpdate(data)
  const at = (instant: Date) => plantTime(instant, { zone, locale, detail: 'weekday' })
  return {
    zone,
    myId: responders.some(({ userId }) => userId === myId) ? myId : null,
    responders,
    assignee: { userId: incident.assigneeUserId, name: incident.assigneeName },
    isSnoozed: incident.snoozedUntil !== null,
    isMerged: group.head?.isMerged ?? false,
    targets,
    times: { impactStartedAt, openedAt, acknowledgedAt, resolvedAt },
    known: {
      workflow: incident.workflow.name,
      since: at(impactStartedAt ?? openedAt),
      next: due && due > new Date() ? at(due) : null,
    },
    clientReaders: clientReaders ?? 0,
  }
}
