import type { VersionLifecycle } from '@/domain/version/lifecycle'
import type { Governance, VersionLine } from '@/services/version/governance'
import { I18nProvider } from '@/ui/i18n/context'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime } from '../../../../_components/figures'
import { RequestChange } from '../../../../_governance/request-change'

const GLYPH: Record<VersionLifecycle, GlyphKind> = {
  draft: 'unknown',
  approved: 'running',
  live: 'ok',
  retired: 'resolved',
}
const PENDING = ['draft', 'submitted', 'approved', 'released']

/** What is active and not approved, where anything was ever approved, is the abnormal. */
function glyphOf({ lifecycle, isActive }: VersionLine, isGoverned: boolean): GlyphKind {
  return isActive && isGoverned && (lifecycle === 'draft' || lifecycle === 'retired') ? 'down' : GLYPH[lifecycle]
}

function Change({
  line,
  data,
  viewer,
  mayAsk,
}: {
  line: VersionLine
  data: Governance
  viewer: Viewer
  mayAsk: boolean
}) {
  const { m, f, locale } = viewer
  const { change } = line
  const isPending = change !== null && PENDING.includes(change.status)
  const mayRequest = mayAsk && !isPending && line.lifecycle !== 'live' && line.lifecycle !== 'approved'
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      {change && (
        <TextLink
          className="relative z-10 tabular-nums"
          href={`/changes/${change.id}`}
          title={m.approval.changes.statuses[change.status]}
        >
          {f(m.approval.change.eyebrow, { number: change.number })}
        </TextLink>
      )}
      {mayRequest && (
        <span className="relative z-10 -my-1.5">
          <I18nProvider locale={locale} messages={{ approval: m.approval }}>
            <RequestChange
              versionId={line.id}
              version={line.number}
              workflow={data.workflow.name}
              client={data.workflow.client.name}
            />
          </I18nProvider>
        </span>
      )}
    </span>
  )
}

function columnsOf(data: Governance, viewer: Viewer, mayAsk: boolean): Column<VersionLine>[] {
  const words = viewer.m.governance.versions
  const now = new Date()
  const isGoverned = data.versions.some(({ lifecycle }) => lifecycle !== 'draft')
  const near = (at: Date) => <NearTime at={at} now={now} zone={data.workflow.zone} viewer={viewer} />
  return [
    {
      key: 'version',
      header: words.columns.version,
      className: 'sm:w-24 tabular-nums',
      phone: 'lead',
      cell: ({ number, label }) => (label ? `v${number} (${label})` : `v${number}`),
    },
    {
      key: 'state',
      header: words.columns.state,
      className: 'sm:w-56',
      cell: (line) => (
        <State kind={glyphOf(line, isGoverned)}>
          {words.lifecycle[line.lifecycle]}
          {line.isActive && line.lifecycle !== 'live' && `, ${words.active}`}
        </State>
      ),
    },
    {
      key: 'hash',
      header: words.columns.hash,
      phone: 'hide',
      cell: ({ hash, hasDefinition }) => (
        <span className="font-mono text-12" title={hasDefinition ? hash : words.hashOnly}>
          {hash.slice(0, 12)}
        </span>
      ),
    },
    {
      key: 'seen',
      header: words.columns.seen,
      align: 'right',
      className: 'sm:w-32',
      phone: 'hide',
      cell: ({ firstSeenAt }) => near(firstSeenAt),
    },
    {
      key: 'last',
      header: words.columns.last,
      align: 'right',
      className: 'sm:w-32',
      cell: ({ lastSeenAt }) => near(lastSeenAt),
    },
    {
      key: 'change',
      header: words.columns.change,
      className: 'sm:w-72',
      cell: (line) => <Change line={line} data={data} viewer={viewer} mayAsk={mayAsk} />,
    },
  ]
}

/** Every version that was seen, what may run, and the way to make one live; a row opens what differs from the one before. */
export function Versions({ data, viewer, mayAsk }: { data: Governance; viewer: Viewer; mayAsk: boolean }) {
  const words = viewer.m.governance.versions
  return (
    <Section title={words.title}>
      <DataTable
        caption={words.title}
        columns={columnsOf(data, viewer, mayAsk)}
        rows={data.versions}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/workflows/${data.workflow.id}/versions/${id}`}
        empty={<p className="py-2 text-ink-3">{words.empty}</p>}
      />
    </Section>
  )
}
