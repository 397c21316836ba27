import { FAMILIES } from '@/domain/criticality/questions'
import type { AssessmentLine, Governance } from '@/services/version/governance'
import { I18nProvider } from '@/ui/i18n/context'
import type { Viewer } from '@/ui/i18n/server'
import { percentWords } from '@/ui/primitives/number'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { ApplyTier, Interview } from './interview'

const MOST = 18

/** What each family added; a bar beside its figure. */
function Families({ line, viewer }: { line: AssessmentLine; viewer: Viewer }) {
  const words = viewer.m.governance.criticality.families
  return (
    <dl className="mt-1">
      {FAMILIES.map((family) => {
        const points = line.families[family] ?? 0
        return (
          <div key={family} className="grid grid-cols-[10rem_1.5rem_minmax(0,1fr)] items-center gap-2 py-0.5 text-12">
            <dt className="text-ink-3">{words[family]}</dt>
            <dd className="text-right tabular-nums">{points}</dd>
            <dd aria-hidden="true">
              <span className="block h-1.5 bg-ink-3" style={{ width: `${(points / MOST) * 100}%` }} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function proposalWords({ proposal }: AssessmentLine, { m, f, locale }: Viewer): string {
  const words = m.governance.criticality
  const { objectivePpm, alerting, quorum, retentionDays } = proposal
  return f(words.proposal, {
    objective:
      objectivePpm === null ? words.noObjective : f(words.objective, { ppm: percentWords(objectivePpm, locale) }),
    alerting: words.alerting[alerting],
    quorum: f(words.quorum, { count: quorum }),
    days: retentionDays,
  })
}

/** What interviews found, the latest first; what follows from each, and which one is in force. */
export function Criticality({ data, viewer, mayManage }: { data: Governance; viewer: Viewer; mayManage: boolean }) {
  const { m, f, locale } = viewer
  const words = m.governance.criticality
  const { assessments, workflow } = data
  const provide = (children: React.ReactNode) => (
    <I18nProvider locale={locale} messages={{ governance: m.governance }}>
      {children}
    </I18nProvider>
  )
  const aside = mayManage && provide(<Interview workflow={workflow} before={assessments[0]?.answers ?? null} />)
  return (
    <Section title={words.title} note={f(words.tier, { tier: workflow.tier })} aside={aside}>
      {assessments.length === 0 && <p className="py-2 text-ink-3">{words.none}</p>}
      <ol>
        {assessments.map((line, index) => (
          <li key={line.id} className="border-line border-b py-2">
            <div className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium">{f(words.tier, { tier: line.tier })}</span>
              <span className="text-12 text-ink-2">
                {f(words.points, { points: line.points })}, {words.reasons[line.reason]}
              </span>
              {workflow.assessmentId === line.id && <span className="text-12 text-ink-3">{words.inForce}</span>}
              {index === 0 && workflow.assessmentId !== line.id && mayManage && (
                <span className="ml-auto">
                  {provide(<ApplyTier assessmentId={line.id} tier={line.tier} workflow={workflow} />)}
                </span>
              )}
            </div>
            <p className="text-12 text-ink-3">
              {f(words.by, { who: line.by, at: plantTime(line.at, { zone: workflow.zone, locale, detail: 'full' }) })}
            </p>
            {index === 0 && <Families line={line} viewer={viewer} />}
            {index === 0 && <p className="mt-1 text-12 text-ink-2">{proposalWords(line, viewer)}</p>}
            {line.note && <p className="mt-1 text-12">{line.note}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}
