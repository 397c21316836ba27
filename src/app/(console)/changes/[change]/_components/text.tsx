import type { ChangeDetail } from '@/services/change/get'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { Diff } from '../../../_governance/diff'

/** Why, what may go wrong, how to go back. */
export function Reasons({ change, viewer }: { change: ChangeDetail; viewer: Viewer }) {
  const words = viewer.m.approval.change
  const parts = [
    { title: words.why, text: change.why },
    { title: words.risk, text: change.risk },
    { title: words.rollback, text: change.rollback ?? words.noRollback },
  ]
  return (
    <div className="grid gap-x-8 gap-y-4 xl:grid-cols-3">
      {parts.map(({ title, text }) => (
        <Section key={title} title={title}>
          <p className="whitespace-pre-wrap py-2">{text}</p>
        </Section>
      ))}
    </div>
  )
}

/** What differs from what it replaces, or why that cannot be said. */
export function Difference({ change, viewer }: { change: ChangeDetail; viewer: Viewer }) {
  const { m } = viewer
  const words = m.governance.diff
  return (
    <Section title={m.approval.change.diff} className="[&_section]:mt-4">
      {change.diff ? (
        <Diff diff={change.diff} viewer={viewer} />
      ) : (
        <p className="py-2 text-ink-2">{change.baseline ? words.unknown : words.first}</p>
      )}
    </Section>
  )
}
