import type { MaintenancePage } from '@/services/maintenance/get'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { scopeWords } from '../../_components/words'

interface Props {
  data: MaintenancePage
  viewer: Viewer
}

function timeIn(data: MaintenancePage, { locale }: Viewer) {
  return (at: Date) => plantTime(at, { zone: data.plan.zone, locale, detail: 'full' })
}

export function Facts({ data, viewer }: Props) {
  const { m, locale, f } = viewer
  const words = m.maintenance.page
  const { plan, scope, siteName } = data
  const time = timeIn(data, viewer)
  const workflows = scope.kind === 'workflows' ? scope.workflowIds.length : 0
  const facts: [string, React.ReactNode][] = [
    [
      m.maintenance.form.client,
      <TextLink key="client" href={`/clients/${data.clientSlug}`}>
        {data.clientName}
      </TextLink>,
    ],
    [words.covers, scopeWords({ kind: scope.kind, siteName, workflows }, viewer)],
    [words.length, durationWords(plan.durationS * 1000, locale)],
    [
      words.rule,
      plan.rrule ? (
        <code key="rule" className="break-all font-mono text-12">
          {plan.rrule}
        </code>
      ) : (
        words.once
      ),
    ],
    [words.zone, plan.zone],
    [
      words.askedBy,
      data.requestedAt ? f(words.revisionBy, { author: data.authorName, at: time(data.requestedAt) }) : data.authorName,
    ],
    [words.approved, data.approvedAt ? time(data.approvedAt) : words.notApproved],
  ]
  return (
    <Section title={words.facts}>
      <p className="whitespace-pre-line border-line border-b py-2">{data.work}</p>
      <dl>
        {facts.map(([term, value]) => (
          <div key={term} className="flex justify-between gap-4 border-line border-b py-1.5">
            <dt className="text-ink-3">{term}</dt>
            <dd className="text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

export function Covered({ data, viewer: { m } }: Props) {
  const words = m.maintenance.page
  return (
    <Section title={words.coveredTitle} note={words.coveredNote}>
      {data.covered.map(({ id, name, site }) => (
        <p key={id} className="flex min-h-8 items-center justify-between gap-4 border-line border-b">
          <TextLink quiet href={`/workflows/${id}`}>
            {name}
          </TextLink>
          <span className="text-12 text-ink-3">{site}</span>
        </p>
      ))}
    </Section>
  )
}

export function Revisions({ data, viewer }: Props) {
  const { m, f } = viewer
  const words = m.maintenance.page
  const time = timeIn(data, viewer)
  return (
    <Section title={words.revisions}>
      {data.revisions.map((revision) => (
        <div key={revision.number} className="grid gap-0.5 border-line border-b py-2">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className="font-medium">{f(words.revision, { number: revision.number })}</span>
            <span className={revision.approvedAt ? '' : 'text-ink-3'}>
              {revision.approvedAt ? f(words.approvedAt, { at: time(revision.approvedAt) }) : words.never}
            </span>
          </p>
          <p className="text-12 text-ink-3">
            {f(words.revisionBy, { author: revision.authorName, at: time(revision.createdAt) })}
            {revision.supersededAt && `, ${f(words.gaveWay, { at: time(revision.supersededAt) })}`}
          </p>
          {revision.editReason && <p className="text-12 text-ink-2">{revision.editReason}</p>}
        </div>
      ))}
    </Section>
  )
}
