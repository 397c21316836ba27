import type { Governance } from '@/services/version/governance'
import { I18nProvider } from '@/ui/i18n/context'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { OwnersForm } from './owners-form'

function Runbook({ url, note, none }: { url: string | null; note: string | null; none: string }) {
  if (!url && !note) return <span className="text-ink-3">{none}</span>
  return (
    <>
      {url && (
        <a className="text-brand-link [overflow-wrap:anywhere] hover:underline" href={url} rel="noreferrer noopener">
          {url}
        </a>
      )}
      {note && <p className="whitespace-pre-wrap">{note}</p>}
    </>
  )
}

/** Who answers for the workflow, its classes and its runbook. */
export function Owners({ data, viewer, mayManage }: { data: Governance; viewer: Viewer; mayManage: boolean }) {
  const { m, locale } = viewer
  const words = m.governance.owners
  const { workflow } = data
  const none = <span className="text-ink-3">{words.none}</span>
  const rows = [
    [words.ownerName, workflow.ownerName],
    [words.businessOwner, workflow.businessOwner],
    [words.technicalOwner, workflow.technicalOwner],
    [words.processClass, workflow.processClass && m.governance.processClasses[workflow.processClass]],
    [words.dataClass, workflow.dataClass && m.governance.dataClasses[workflow.dataClass]],
    [words.quorum, workflow.approvalQuorum ?? words.quorumByTier],
  ] as const
  const aside = mayManage && (
    <I18nProvider locale={locale} messages={{ governance: m.governance }}>
      <OwnersForm workflow={workflow} />
    </I18nProvider>
  )
  return (
    <Section title={words.title} aside={aside}>
      <dl>
        {rows.map(([term, value]) => (
          <div key={term} className="grid grid-cols-[9rem_minmax(0,1fr)] gap-3 border-line border-b py-1.5">
            <dt className="text-ink-3">{term}</dt>
            <dd>{value ?? none}</dd>
          </div>
        ))}
        <div className="grid grid-cols-[9rem_minmax(0,1fr)] gap-3 py-1.5">
          <dt className="text-ink-3">{words.runbook}</dt>
          <dd className="min-w-0">
            <Runbook url={workflow.runbookUrl} note={workflow.runbookNote} none={words.none} />
          </dd>
        </div>
      </dl>
    </Section>
  )
}
