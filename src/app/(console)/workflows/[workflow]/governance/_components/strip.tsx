import Link from 'next/link'
import type { RunVerdict } from '@/domain/conformance/judge'
import type { Governance } from '@/services/version/governance'
import type { Viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { percentWords } from '@/ui/primitives/number'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'

const HEIGHT = 32
const STEP = 24

/** Shape and fill: what was not approved reaches above and below; what is not judged is hollow. */
const BAR: Record<RunVerdict, { y: number; height: number; fill: string; stroke: string; dash?: string }> = {
  approved: { y: 10, height: 12, fill: 'var(--ok-fill)', stroke: 'none' },
  emergency: { y: 6, height: 20, fill: 'var(--late-fill)', stroke: 'none' },
  unapproved: { y: 1, height: 30, fill: 'var(--down-fill)', stroke: 'none' },
  zombie: { y: 1, height: 30, fill: 'none', stroke: 'var(--down-fill)' },
  unidentified: { y: 6, height: 20, fill: 'none', stroke: 'var(--unk-ink)', dash: '2.4 2.4' },
  no_baseline: { y: 10, height: 12, fill: 'none', stroke: 'var(--unk-ink)' },
  manual: { y: 14, height: 4, fill: 'none', stroke: 'var(--unk-ink)' },
}
const ORDER: readonly RunVerdict[] = [
  'approved',
  'emergency',
  'unapproved',
  'zombie',
  'unidentified',
  'no_baseline',
  'manual',
]

function Bar({ verdict }: { verdict: RunVerdict }) {
  const { dash, ...shape } = BAR[verdict]
  return <rect x={1} width={STEP - 4} strokeWidth={1.5} strokeDasharray={dash} rx={1} {...shape} />
}

function Legend({ data, viewer: { m } }: { data: Governance; viewer: Viewer }) {
  const present = ORDER.filter((verdict) => data.strip.some((run) => run.verdict === verdict))
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
      {present.map((verdict) => (
        <li key={verdict} className="flex items-center gap-1.5">
          <svg width={STEP} height={16} viewBox={`0 0 ${STEP} ${HEIGHT}`} aria-hidden="true">
            <Bar verdict={verdict} />
          </svg>
          {m.governance.verdicts[verdict]}
        </li>
      ))}
    </ul>
  )
}

/** Which version the latest runs ran, each against what was approved; every cell opens its run. */
export function Strip({ data, viewer }: { data: Governance; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const words = m.governance.strip
  const { strip, workflow } = data
  if (strip.length === 0)
    return (
      <Section title={words.title}>
        <p className="py-2 text-ink-3">{words.empty}</p>
      </Section>
    )
  return (
    <Section title={words.title} note={f(words.note, { count: strip.length })}>
      <ol className="flex flex-wrap pt-3">
        {strip.map(({ executionId, beganAt, version, verdict }) => {
          const said = m.governance.verdicts[verdict]
          const what = version === null ? f(words.unknown, { verdict: said }) : f(words.run, { version, verdict: said })
          const label = `${plantTime(beganAt, { zone: workflow.zone, locale, detail: 'full' })}: ${what}`
          return (
            <li key={executionId}>
              <Link href={`/runs/${executionId}`} prefetch={false} title={label} className="block">
                <span className="sr-only">{label}</span>
                <svg width={STEP} height={HEIGHT} viewBox={`0 0 ${STEP} ${HEIGHT}`} aria-hidden="true">
                  <Bar verdict={verdict} />
                </svg>
              </Link>
            </li>
          )
        })}
      </ol>
      <Legend data={data} viewer={viewer} />
    </Section>
  )
}

/** The share of 30 days with what it is made of and by which rule. */
export function Figures({ data, viewer }: { data: Governance; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const words = m.governance
  const counts = ORDER.filter((verdict) => data.tally[verdict] > 0)
  if (counts.length === 0) return null
  return (
    <Section title={words.strip.days} note={data.ppm === null ? undefined : `${percentWords(data.ppm, locale)} %`}>
      <div className="py-2">
        <DefinitionList
          items={counts.map((verdict) => ({
            term: words.verdicts[verdict],
            value: <span className="tabular-nums">{f(words.strip.runs, { count: data.tally[verdict] })}</span>,
          }))}
        />
        <p className="mt-2 max-w-prose text-12 text-ink-3">{words.strip.rule}</p>
      </div>
    </Section>
  )
}
