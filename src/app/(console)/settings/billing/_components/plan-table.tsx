import { PAID_PLANS } from '@/domain/billing/facts'
import type { Billing } from '@/services/billing/get'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import { moneyWords } from './money'
import { PlanButton } from './plan-button'

type PlanRow = Billing['plans'][number]

function limitWords({ limits, overage, currency }: PlanRow, { m, f, locale }: Viewer): string {
  const words = m.billing.choose
  const { clients, workflows, executions } = limits
  const isOpen = clients === null && workflows === null && executions === null
  const number = (limit: number | null) => limit ?? words.unlimited
  const all = isOpen
    ? words.unlimited
    : f(words.limitsOf, { clients: number(clients), workflows: number(workflows), executions: number(executions) })
  if (!overage) return all
  const price = moneyWords(overage.perThousandMinor, currency, locale)
  return `${all}; ${f(words.overage, { price, included: overage.included })}`
}

interface Props {
  data: Billing
  mayManage: boolean
  viewer: Viewer
}

/** Plans with what they would cost this partner, and the way to each. */
export function PlanTable({ data, mayManage, viewer }: Props) {
  const { m, f, locale } = viewer
  const words = m.billing.choose
  const { plans, isRunning } = data
  const money = ({ currency }: PlanRow, minor: number) => moneyWords(minor, currency, locale)
  const mayBuy = mayManage && data.isReachable === true && data.missingPrices.length === 0
  const current = isRunning ? data.account?.plan : null
  const action = (plan: PlanRow) => {
    if (plan.name === current) return <span className="text-ink-3">{words.current}</span>
    if (!mayBuy) return null
    const isUp = current ? PAID_PLANS.indexOf(plan.name) > PAID_PLANS.indexOf(current) : null
    const meters = plan.over.map((meter) => words.meters[meter]).join(', ')
    return <PlanButton plan={plan.name} isUp={isUp} warning={meters && f(words.over, { meters })} />
  }
  const columns: Column<PlanRow>[] = [
    { key: 'plan', header: words.plan, phone: 'lead', cell: ({ name }) => <b>{m.billing.plans[name]}</b> },
    { key: 'base', header: words.base, align: 'right', cell: (plan) => money(plan, plan.baseMinor) },
    { key: 'workflow', header: words.perWorkflow, align: 'right', cell: (plan) => money(plan, plan.workflowMinor) },
    { key: 'yours', header: words.yours, align: 'right', cell: (plan) => money(plan, plan.monthlyMinor) },
    { key: 'limits', header: words.limits, cell: (plan) => limitWords(plan, viewer) },
    { key: 'kept', header: words.retention, cell: ({ retentionDays }) => f(words.days, { count: retentionDays }) },
    { key: 'action', header: words.action, phone: 'aside', cell: action },
  ]
  return (
    <Section title={words.title} note={words.note}>
      <DataTable caption={words.caption} columns={columns} rows={plans} rowKey={({ name }) => name} empty={null} />
    </Section>
  )
}
