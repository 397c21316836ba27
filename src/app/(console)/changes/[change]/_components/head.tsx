import type { ChangeDetail } from '@/services/change/get'
import type { Viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { TextLink } from '@/ui/primitives/text-link'

/** Who asked, who wrote it, and the content that decisions are bound to. */
export function Facts({ change, viewer: { m } }: { change: ChangeDetail; viewer: Viewer }) {
  const words = m.approval.change
  const items = [
    { term: words.asked, value: change.requesterName },
    ...(change.authors.length > 0 ? [{ term: words.authors, value: change.authors.join(', ') }] : []),
    {
      term: words.hash,
      value: (
        <span className="font-mono text-12" title={words.hashHint}>
          {change.contentHash.slice(0, 12)}
        </span>
      ),
    },
  ]
  return <DefinitionList items={items} />
}

/** Number, client, workflow, versions. */
export function Eyebrow({ change, viewer: { m, f } }: { change: ChangeDetail; viewer: Viewer }) {
  const { client, workflow, version, baseline, number } = change
  const versions = baseline
    ? f(m.approval.change.from, { from: baseline.number, to: version.number })
    : f(m.approval.change.first, { to: version.number })
  return (
    <>
      <span className="tabular-nums">{f(m.approval.change.eyebrow, { number })}</span>
      <TextLink quiet href={`/clients/${client.slug}`}>
        {client.name}
      </TextLink>
      <TextLink quiet href={`/workflows/${workflow.id}/governance`}>
        {workflow.name}
      </TextLink>
      <span className="tabular-nums">{versions}</span>
      {change.isEmergency && <span className="text-late-ink">{m.approval.changes.emergency}</span>}
    </>
  )
}
