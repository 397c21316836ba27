import { monthlyMinor } from '@/domain/billing/estimate'
import { metersOver } from '@/domain/plan/over'
import { PLANS } from '@/domain/plan/plans'
import type { StandingState } from '@/domain/plan/standing'
import type { Billing } from '@/services/billing/get'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { dayWords, moneyWords } from './money'

const GLYPH: Record<StandingState, GlyphKind> = {
  trial: 'counting',
  active: 'ok',
  past_due: 'late',
  read_only: 'down',
  suspended: 'down',
  canceled: 'paused',
}

interface Props {
  data: Billing
  viewer: Viewer
}

/** Which limit is passed, or that the trial ends, until when that is only a warning, and what to do. */
function limitWords({ standing, used }: Billing, day: (at: Date) => string, { m, f }: Viewer): string | null {
  const words = m.billing.limits
  const { reason, readOnlyFrom, isReadOnly, plan } = standing
  const at = readOnlyFrom ? day(readOnlyFrom) : ''
  if (reason === 'trial') return isReadOnly ? words.trialClosed : f(words.trial, { at })
  if (reason !== 'over_limit') return null
  const meters = metersOver(plan, used).map((meter) => m.billing.choose.meters[meter])
  return f(isReadOnly ? words.overClosed : words.over, { at, plan: m.billing.plans[plan], meters: meters.join(', ') })
}

/** What failed and what to do; only while something did. */
function dunningWords({ standing, account }: Billing, day: (at: Date) => string, { m, f }: Viewer): string | null {
  const words = m.billing.dunning
  if (!account) return null
  if (standing.state === 'canceled') return words.canceled
  if (standing.state === 'suspended') return words.suspended
  const isUnpaid = account.status === 'past_due' || account.status === 'unpaid'
  if (!isUnpaid) return null
  if (standing.state === 'read_only') return words.read_only
  return standing.graceUntil && f(words.past_due, { at: day(standing.graceUntil) })
}

function workflowWords({ used, account, isRunning }: Billing, { m, f, locale }: Viewer): string {
  const paid = account?.quantity ?? 0
  const isSettled = !isRunning || paid === used.workflows
  if (isSettled) return new Intl.NumberFormat(locale).format(used.workflows)
  return f(m.billing.now.paidFor, { count: used.workflows, paid })
}

/** Plan, state and what a month costs. */
export function Standing({ data, viewer }: Props) {
  const { m, locale, zone } = viewer
  const words = m.billing.now
  const { standing, account, used, isRunning } = data
  const day = (at: Date) => dayWords(at, locale, zone ?? 'UTC')
  const cost =
    standing.source === 'stripe' && isRunning ? monthlyMinor(standing.plan, account?.quantity ?? used.workflows) : 0
  const facts: [string, React.ReactNode][] = [
    [words.plan, m.billing.plans[standing.plan]],
    [
      words.state,
      <State key="state" kind={GLYPH[standing.state]}>
        {m.billing.states[standing.state]}
      </State>,
    ],
    [words.workflows, workflowWords(data, viewer)],
    [
      words.monthly,
      cost === 0 ? words.none : `${moneyWords(cost, PLANS[standing.plan].currency, locale)} ${words.monthlyHint}`,
    ],
    ...(standing.trialEndsAt ? [[words.trialEnds, day(standing.trialEndsAt)] as [string, string]] : []),
    ...(isRunning && account?.cancelAt ? [[words.ends, day(account.cancelAt)] as [string, string]] : []),
    ...(isRunning && account?.periodEnd && !account.cancelAt
      ? [[words.renews, day(account.periodEnd)] as [string, string]]
      : []),
    ...(standing.readOnlyFrom ? [[words.readOnlyFrom, day(standing.readOnlyFrom)] as [string, string]] : []),
  ]
  const dunning = limitWords(data, day, viewer) ?? dunningWords(data, day, viewer)
  return (
    <Section title={words.title}>
      {dunning && (
        <p role="status" className="max-w-prose py-2 font-medium">
          {dunning}
        </p>
      )}
      <dl>
        {facts.map(([term, value]) => (
          <div key={term} className="flex justify-between gap-4 border-line border-b py-1.5">
            <dt className="text-ink-3">{term}</dt>
            <dd className="text-right tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
