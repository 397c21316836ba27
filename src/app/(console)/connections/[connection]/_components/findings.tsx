import type { ConnectionDetail, FindingLine } from '@/services/connection/get'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { NearTime } from '../../../_components/figures'
import { zoneOf } from './facts'

/** The name of what it is about, as the finding has it. */
function aboutOf({ facts }: FindingLine): string | null {
  const { workflow, from, to } = facts
  if (typeof workflow === 'string') return workflow
  return typeof from === 'string' && typeof to === 'string' ? (from === to ? from : `${from} – ${to}`) : null
}

/** What stands against this connection and its workflows. */
export function Findings({ data, viewer }: { data: ConnectionDetail; viewer: Viewer }) {
  const words = viewer.m.connection.findings
  const nameOf = (kind: string) =>
    kind in words.kinds ? words.kinds[kind as keyof typeof words.kinds] : words.kinds.other
  return (
    <Section title={words.title}>
      {data.findings.length === 0 && <p className="py-2 text-ink-3">{words.none}</p>}
      <ul>
        {data.findings.map((finding) => (
          <li key={finding.id} className="flex flex-wrap items-baseline gap-x-4 border-line border-b py-1.5">
            <State kind={finding.severity === 'high' ? 'down' : 'late'}>
              <TextLink quiet href={`/findings/${finding.id}`} className="whitespace-normal">
                {nameOf(finding.kind)}
              </TextLink>
            </State>
            <span className="text-ink-2">{aboutOf(finding)}</span>
            <span className="ml-auto text-ink-3">
              <NearTime at={finding.openedAt} now={new Date()} zone={zoneOf(data, viewer)} viewer={viewer} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
