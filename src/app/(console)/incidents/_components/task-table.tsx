import type { IncidentTaskItem } from '@/services/incident-task/list'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime } from '../../_components/figures'
import { TaskActions } from './task-actions'

const GLYPHS: Record<IncidentTaskItem['state'], GlyphKind> = {
  open: 'new',
  overdue: 'late',
  unverified: 'awaiting',
  closed: 'resolved',
}

export interface TaskTableProps {
  tasks: readonly IncidentTaskItem[]
  now: Date
  viewer: Viewer
  mayRespond: boolean
  empty: React.ReactNode
  /** on one incident's page its number and client would repeat */
  isOne?: boolean
}

function What({ task, viewer: { m, f } }: { task: IncidentTaskItem; viewer: Viewer }) {
  const words = m.incidentWork.tasks
  return (
    <>
      {task.title}
      {task.outcome && (
        <span className="block font-normal text-12 text-ink-2">
          {f(words.doneBy, { name: task.doneByName ?? '', outcome: task.outcome })}
          {task.verifiedByName && ` · ${f(words.verifiedBy, { name: task.verifiedByName })}`}
        </span>
      )}
    </>
  )
}

function columnsOf({ now, viewer, mayRespond }: TaskTableProps): Column<IncidentTaskItem>[] {
  const words = viewer.m.incidentWork.tasks
  const act = (task: IncidentTaskItem) => (
    <span className="relative z-10">
      <TaskActions
        taskId={task.id}
        title={task.title}
        client={task.client.name}
        state={task.state}
        isOwnWork={task.isOwnWork}
      />
    </span>
  )
  return [
    {
      key: 'state',
      header: words.columns.state,
      className: 'sm:w-32',
      cell: ({ state }) => <State kind={GLYPHS[state]}>{words.states[state]}</State>,
    },
    { key: 'what', header: words.columns.what, phone: 'lead', cell: (task) => <What task={task} viewer={viewer} /> },
    { key: 'kind', header: words.columns.kind, className: 'sm:w-24', cell: ({ kind }) => words.kinds[kind] },
    { key: 'client', header: words.columns.client, className: 'sm:w-36', cell: ({ client }) => client.name },
    {
      key: 'incident',
      header: words.columns.incident,
      className: 'sm:w-24',
      cell: ({ number }) => (
        <TextLink
          quiet
          href={`/incidents/${number}`}
          className="relative z-10 font-mono text-12"
        >{`INC-${number}`}</TextLink>
      ),
    },
    { key: 'owner', header: words.columns.owner, className: 'sm:w-28', cell: ({ ownerName }) => ownerName },
    {
      key: 'due',
      header: words.columns.due,
      className: 'sm:w-28',
      cell: ({ dueAt, zone }) => <NearTime at={dueAt} now={now} zone={zone} viewer={viewer} />,
    },
    ...(mayRespond ? [{ key: 'act', header: words.columns.act, className: 'sm:w-40', cell: act }] : []),
  ]
}

/** Tasks with where they stand, what is due first. */
export function TaskTable(props: TaskTableProps) {
  const { tasks, viewer, empty, isOne = false } = props
  const columns = columnsOf(props).filter(({ key }) => !isOne || (key !== 'client' && key !== 'incident'))
  return (
    <DataTable
      caption={viewer.m.incidentWork.tasks.title}
      columns={columns}
      rows={tasks}
      rowKey={({ id }) => id}
      empty={empty}
    />
  )
}
