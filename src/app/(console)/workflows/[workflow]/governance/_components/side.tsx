import type { ChangeList } from '@/services/change/list'
import type { FindingList } from '@/services/finding/list'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { ChangeState } from '../../../../_governance/change-status'
import { findingFacts, findingKind } from '../../../../_governance/finding-words'
import { SeverityState } from '../../../../_governance/severity'
import { hrefOf } from '../../../../_lib/href'

/** What is not as it should be with this workflow. */
export function Findings({ list, workflowId, viewer }: { list: FindingList; workflowId: string; viewer: Viewer }) {
  const words = viewer.m.governance.findings
  const all = <TextLink href={hrefOf('/findings', { workflow: workflowId })}>{words.all}</TextLink>
  return (
    <Section title={words.title} aside={all}>
      {list.rows.length === 0 && <p className="py-2 text-ink-3">{words.none}</p>}
      <ul>
        {list.rows.map((line) => (
          <li key={line.id} className="border-line border-b py-1.5">
            <div className="flex flex-wrap items-baseline gap-x-3">
              <SeverityState severity={line.severity} status={line.status} viewer={viewer} />
              {findingKind(line.kind, viewer)}
            </div>
            <p className="text-12 text-ink-3">{findingFacts(line, viewer)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The latest changes of this workflow. */
export function Changes({ list, viewer }: { list: ChangeList; viewer: Viewer }) {
  const { m, f } = viewer
  const words = m.governance.changes
  return (
    <Section title={words.title} aside={<TextLink href="/changes">{words.all}</TextLink>}>
      {list.rows.length === 0 && <p className="py-2 text-ink-3">{words.none}</p>}
      <ul>
        {list.rows.slice(0, 8).map((change) => (
          <li key={change.id} className="border-line border-b py-1.5">
            <TextLink href={`/changes/${change.id}`}>
              {f(m.approval.change.eyebrow, { number: change.number })} {change.title}
            </TextLink>
            <div className="text-12">
              <ChangeState status={change.status} viewer={viewer} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
