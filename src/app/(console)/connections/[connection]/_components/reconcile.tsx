import type { ReconcileState } from '@/domain/connection/reconcile'
import type { ConnectionDetail, SourceWorkflowLine } from '@/services/connection/get'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime } from '../../../_components/figures'
import { zoneOf } from './facts'
import { WatchSwitch } from './watch-switch'

const GLYPHS: Record<ReconcileState, GlyphKind> = {
  new: 'new',
  same: 'ok',
  changed: 'late',
  gone: 'down',
  duplicated: 'duplicate',
}

/** What the definition says that somebody should know. */
function notesOf({ facts, isActive, state, twinOf }: SourceWorkflowLine, { m, f }: Viewer): string[] {
  const { spots, reconcile } = m.connection
  if (state === 'gone') return []
  const isDeaf = facts.hasErrorWorkflow === false && facts.isErrorHandler === false
  return [
    ...(isActive ? [] : [reconcile.inactive]),
    ...(twinOf ? [f(reconcile.copyOf, { ref: twinOf })] : []),
    ...(isDeaf ? [spots.noHandler] : []),
    ...(facts.errorWorkflowActive === false ? [spots.handlerDead] : []),
    ...(facts.savesSuccess === false || facts.savesError === false ? [spots.notSaved] : []),
    ...(facts.webhooks?.some(({ isProtected }) => !isProtected) ? [spots.openWebhook] : []),
  ]
}

interface Props {
  data: ConnectionDetail
  viewer: Viewer
  mayManage: boolean
}

function columnsOf({ data, viewer, mayManage }: Props): Column<SourceWorkflowLine>[] {
  const { m, f } = viewer
  const words = m.connection.reconcile
  const switches: Column<SourceWorkflowLine> = {
    key: 'watch',
    header: m.connection.wizard.watch,
    className: 'sm:w-24',
    cell: ({ ref, name, isWatched, state }) =>
      state === 'gone' ? null : (
        <WatchSwitch connectionId={data.id} reference={ref} isWatched={isWatched} label={f(words.watch, { name })} />
      ),
  }
  return [
    {
      key: 'state',
      header: words.state,
      className: 'sm:w-36',
      cell: ({ state }) => <State kind={GLYPHS[state]}>{words.states[state]}</State>,
    },
    { key: 'name', header: words.name, phone: 'lead', cell: ({ name }) => name },
    {
      key: 'ours',
      header: words.ours,
      cell: ({ workflowId, workflowName, isWatched }) =>
        workflowId && isWatched ? (
          <TextLink quiet href={`/workflows/${workflowId}`} className="relative z-10">
            {workflowName}
          </TextLink>
        ) : (
          <span className="text-ink-3">{words.unwatched}</span>
        ),
    },
    {
      key: 'notes',
      header: words.notes,
      cell: (line) => <span className="text-ink-2">{notesOf(line, viewer).join(' · ')}</span>,
    },
    {
      key: 'since',
      header: words.since,
      align: 'right',
      phone: 'hide',
      cell: ({ changedAt }) => <NearTime at={changedAt} now={new Date()} zone={zoneOf(data, viewer)} viewer={viewer} />,
    },
    ...(mayManage ? [switches] : []),
  ]
}

/** The source's workflows against what is here: what needs a look stands first. */
export function Reconcile(props: Props) {
  const { data, viewer } = props
  const words = viewer.m.connection.reconcile
  return (
    <Section title={words.title} note={words.note}>
      <DataTable
        caption={words.title}
        columns={columnsOf(props)}
        rows={data.workflows}
        rowKey={({ ref }) => ref}
        empty={<p className="py-2 text-ink-3">{words.empty}</p>}
      />
    </Section>
  )
}
