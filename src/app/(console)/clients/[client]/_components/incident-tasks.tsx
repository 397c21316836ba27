import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { IncidentTable, type IncidentTableProps } from '../../../_components/incident-table'
import { TaskTable } from '../../../incidents/_components/task-table'

/** What is still to be done for a client after its incidents; nothing where nothing is open. */
export async function IncidentTasks({ slug, viewer }: { slug: string; viewer: Viewer }) {
  const list = await page((api) => api.incident.tasks({ client: slug }))
  if (list.tasks.length === 0) return null
  return (
    <I18nProvider locale={viewer.locale} messages={pickMessages(viewer.locale, 'incident', 'incidentWork')}>
      <Section title={viewer.m.incidentWork.tasks.title} className="mb-6">
        <TaskTable tasks={list.tasks} now={new Date()} viewer={viewer} mayRespond={list.mayRespond} empty={null} />
      </Section>
    </I18nProvider>
  )
}

/** The client's incidents that stand for themselves. */
export function Incidents({ lines, viewer }: Pick<IncidentTableProps, 'lines' | 'viewer'>) {
  if (lines.length === 0) return null
  return (
    <Section title={viewer.m.client.incidents} className="mb-6">
      <IncidentTable lines={lines} now={new Date()} viewer={viewer} empty={null} hasClient={false} />
    </Section>
  )
}
