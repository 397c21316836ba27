import type { ConnectionDetail, FindingLine } from '@/services/connection/get'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { NearTime } from '../../../_components/figures'
import { findingFacts, findingKind } from '../../../_governance/finding-words'
import { zoneOf } from './facts'

/** The workflow it is about, and the facts. */
function aboutOf(finding: FindingLine, viewer: Viewer): string {
  const { workflow, connection: _, ...facts } = finding.facts
  return [typeof workflow === 'string' && workflow, findingFacts({ facts }, viewer)].filter(Boolean).join(', ')
}

/** What stands against this connection and its workflows. */
export function Findings({ data, viewer }: { data: ConnectionDetail; viewer: Viewer }) {
  const words = viewer.m.connection.findings
  return (
    <Section title={words.title}>
      {data.findings.length === 0 && <p className="py-2 text-ink-3">{words.none}</p>}
      <ul>
        {data.findings.map((finding) => (
          <li key={finding.id} className="flex flex-wrap items-baseline gap-x-4 border-line border-b py-1.5">
            <State kind={finding.severity === 'high' ? 'down' : 'late'}>
              <TextLink quiet href={`/findings?kind=${finding.kind}`} className="whitespace-normal">
                {findingKind(finding.kind, viewer)}
              </TextLink>
            </State>
            <span className="text-ink-2">{aboutOf(finding, viewer)}</span>
            <span className="ml-auto text-ink-3">
              <NearTime at={finding.openedAt} now={new Date()} zone={zoneOf(data, viewer)} viewer={viewer} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
