import type { IncidentTaskItem } from '@/services/incident-task/list'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { TaskTable } from '../../_components/task-table'

/** What follows from this incident; nothing is shown where nothing follows. */
export function Tasks(props: { tasks: readonly IncidentTaskItem[]; now: Date; viewer: Viewer; mayRespond: boolean }) {
  const words = props.viewer.m.incidentWork.tasks
  if (props.tasks.length === 0) return null
  return (
    <Section
      title={words.section}
      className="mb-6"
      aside={
        <TextLink quiet href="/incidents/tasks">
          {words.link}
        </TextLink>
      }
    >
      <TaskTable {...props} isOne empty={null} />
    </Section>
  )
}
