import type { RuleChange } from '@/services/strip/history'
import type { WorkflowPage } from '@/services/workflow/get'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { percentWords } from '@/ui/primitives/number'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { dayWords, NearTime, NextDue } from '../../../_components/figures'
import { isBroken, ruleGlyph } from '../../../_components/rule-state'
import { RunState } from '../../../_components/run-state'
import { scheduleSentence } from '../../../_components/schedule'
import { hrefOf } from '../../../_lib/href'

interface Props {
  data: WorkflowPage
  viewer: Viewer
}

const ROW = 'flex min-h-8 items-center justify-between gap-4 border-line border-b'

/** How the runs of 30 days ended; each number opens its runs. */
export function Counts({ data, viewer }: Props) {
  const { m, f, locale } = viewer
  const { success, id } = data.workflow
  const format = (value: number) => new Intl.NumberFormat(locale).format(value)
  const note = `${dayWords(success.fromDay, locale)} – ${dayWords(success.toDay, locale)}`
  return (
    <Section title={m.workflow.counts} note={note}>
      <p className={ROW}>
        <span className="text-ink-2">{f(m.workflow.ratio, { judged: success.succeeded + success.failed })}</span>
        <span className="whitespace-nowrap font-semibold tabular-nums">
          {success.ppm === null ? m.board.noRuns : `${percentWords(success.ppm, locale)} %`}
        </span>
      </p>
      {(['succeeded', 'failed', 'cancelled'] as const).map((status) => (
        <p key={status} className={ROW}>
          <RunState status={status} viewer={viewer} />
          <TextLink quiet href={`${hrefOf(`/workflows/${id}`, { status })}#runs`} className="tabular-nums">
            {format(success[status])}
          </TextLink>
        </p>
      ))}
    </Section>
  )
}

/** What is expected of it, with the state of each rule. */
export function Rules({ data, viewer, mayManage }: Props & { mayManage: boolean }) {
  const { m } = viewer
  const { rules, id, zone } = data.workflow
  const now = data.strip.window.now
  const add = mayManage && <TextLink href={`/workflows/${id}/edit#expectations`}>{m.workflow.expect}</TextLink>
  return (
    <Section title={m.workflow.expectations} aside={add}>
      {rules.length === 0 && <p className="py-2 text-ink-2">{m.workflow.noExpectations}</p>}
      {rules.map((rule) => (
        <div
          key={rule.id}
          className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b py-1.5"
        >
          <State kind={ruleGlyph(rule.status)}>{m.expectation.statuses[rule.status]}</State>
          <span className="text-12 text-ink-3">
            {m.expectation.columns.due}{' '}
            <NextDue
              dueAt={rule.status === 'paused' ? null : rule.dueAt}
              isBroken={isBroken(rule.status)}
              now={now}
              zone={zone}
              viewer={viewer}
            />
          </span>
          <span className="w-full">
            {mayManage ? (
              <TextLink quiet href={`/workflows/${id}/edit#expectations`}>
                {scheduleSentence(rule, viewer)}
              </TextLink>
            ) : (
              scheduleSentence(rule, viewer)
            )}
          </span>
        </div>
      ))}
    </Section>
  )
}

function reasonOf(change: RuleChange, zone: string, { m, f, locale }: Viewer): string {
  const cause =
    typeof change.cause === 'object' && change.cause !== null ? (change.cause as Record<string, unknown>) : {}
  const reason = m.expectation.reasons[String(cause.reason) as keyof typeof m.expectation.reasons]
  const due = typeof cause.dueAt === 'string' ? new Date(cause.dueAt) : null
  const time = due
    ? new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
        due,
      )
    : '?'
  return reason ? f(reason, { due: time }) : ''
}

/** When its rules turned late, missed or well again, stamped with the moment it was due, not when it was noticed. */
export function Changes({ data, viewer }: Props) {
  const { m } = viewer
  const { zone } = data.workflow
  const name = (state: string) => m.expectation.statuses[state as keyof typeof m.expectation.statuses] ?? state
  return (
    <Section title={m.workflow.changes}>
      {data.changes.length === 0 && <p className="py-2 text-ink-3">{m.workflow.noChanges}</p>}
      {data.changes.slice(0, 10).map((change) => (
        <p key={change.id} className="grid grid-cols-[116px_minmax(0,1fr)] gap-x-3 border-line border-b py-1.5">
          <span className="text-12 leading-5 text-ink-3">
            <NearTime at={change.at} now={data.strip.window.now} zone={zone} viewer={viewer} />
          </span>
          <span>
            <State kind={ruleGlyph(change.toState)}>{name(change.toState)}</State>{' '}
            <span className="text-12 text-ink-3">{reasonOf(change, zone, viewer)}</span>
          </span>
        </p>
      ))}
    </Section>
  )
}

/** What broke before, and for how long. */
export function IncidentHistory({ data, viewer }: Props) {
  const { m, f, locale } = viewer
  return (
    <Section title={m.workflow.incidents}>
      {data.incidents.length === 0 && <p className="py-2 text-ink-3">{m.workflow.noIncidents}</p>}
      {data.incidents.map((incident) => (
        <p key={incident.number} className="border-line border-b py-1.5">
          <TextLink quiet href={`/incidents/${incident.number}`}>
            <span className="font-mono text-12 text-ink-2">
              {f(m.incident.number, { number: String(incident.number) })}
            </span>{' '}
            {incident.title}
          </TextLink>
          <span className="flex flex-wrap justify-between gap-x-4 text-12 text-ink-3">
            <State kind={incident.status === 'resolved' ? 'resolved' : 'down'}>
              {m.workflow.incidentStates[incident.status]}
            </State>
            <span>
              <NearTime at={incident.openedAt} now={data.strip.window.now} zone={data.workflow.zone} viewer={viewer} />
              {incident.resolvedAt &&
                `, ${f(m.workflow.lasted, { duration: durationWords(incident.resolvedAt.getTime() - incident.openedAt.getTime(), locale) })}`}
            </span>
          </span>
        </p>
      ))}
    </Section>
  )
}
