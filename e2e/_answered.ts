import { EscalationPlan } from '@/domain/escalation/schema'
import { RotationPlan } from '@/domain/rotation/schema'
import { AppError } from '@/lib/errors'
import { createChannel } from '@/services/channel/create'
import { takeCheckpoint } from '@/services/checkpoint/take'
import { createCorrelationRule } from '@/services/correlation/save'
import { createPolicy } from '@/services/escalation/policy/save'
import { freezeMonth } from '@/services/month/freeze'
import { settleClient } from '@/services/month/settle'
import { draftReport } from '@/services/report/draft'
import { createRotation } from '@/services/rotation/save'
import { createWebhook } from '@/services/webhook/create'
import { systemCaller } from '~/prisma/seed/callers'
import type { SeededPlant } from '~/prisma/seed/plant'
import { until } from './_until'
import type { Partner } from './_world'

type Name = 'rotation' | 'policy' | 'rule' | 'channel' | 'endpoint' | 'report'

/** Who is called, how incidents are grouped, where messages go, and a report that waits: what stands in their addresses. */
export async function answer(here: Partner, plant: SeededPlant): Promise<Record<Name, string>> {
  const { caller } = here.owner
  return {
    ...(await onCall(here)),
    rule: await rule(here),
    ...(await told(caller)),
    report: await waitingReport(here, plant),
  }
}

async function onCall({ owner: { caller } }: Partner): Promise<Record<'rotation' | 'policy', string>> {
  const plan = RotationPlan.parse({
    ...{ cadence: 'weekly', firstDay: '2026-11-02', handoffTime: '08:00' },
    ...{ memberIds: caller.actor.kind === 'user' ? [caller.actor.id] : [], hours: [] },
  })
  const rotation = { name: 'Night and weekend', zone: 'Europe/Berlin', plan }
  const { rotationId } = await createRotation(caller, { rotation })
  const calls = EscalationPlan.parse({
    steps: [{ delayMin: 0, isPlantHours: false, targets: [{ kind: 'rotation', rotationId }, { kind: 'duty' }] }],
    ...{ repeat: 1, repeatAfterMin: 20, isEmptySkipped: true },
  })
  const escalationPolicy = {
    name: 'Plant at a standstill',
    clientId: null,
    processId: null,
    tier: 1 as const,
    plan: calls,
  }
  const { policyId } = await createPolicy(caller, { escalationPolicy })
  return { rotation: rotationId, policy: policyId }
}

async function rule({ owner: { caller } }: Partner): Promise<string> {
  const input = createCorrelationRule.input.parse({
    ...{ name: 'Carrier gateways, across clients', position: 10 },
    spec: {
      reach: 'partner',
      match: { mode: 'all', conditions: [{ field: 'system', op: 'contains', values: ['EDI'] }] },
      ...{ groupBy: ['system'], windowS: 1_800, threshold: 1, waitS: 0 },
      ...{ resolve: 'all', resolveDelayS: 60, reopenDelayS: 1_800 },
    },
  })
  return (await createCorrelationRule(caller, input)).ruleId
}

async function told(caller: Partner['owner']['caller']): Promise<Record<'channel' | 'endpoint', string>> {
  const slack = {
    kind: 'slack',
    name: 'Night desk',
    clientId: null,
    address: 'https://hooks.slack.com/services/T0/B0/x1',
  }
  const { channelId } = await createChannel(caller, createChannel.input.parse(slack))
  const ticket = { name: 'Ticket desk', url: 'https://desk.nordlicht.example/hooks', types: ['incident.opened'] }
  const { endpointId } = await createWebhook(caller, createWebhook.input.parse({ ...ticket, clientId: null }))
  return { channel: channelId, endpoint: endpointId }
}

/** Last month, closed by hand, and its report before anybody has released it. */
async function waitingReport({ owner, tenantId }: Partner, { clientId }: SeededPlant): Promise<string> {
  const now = new Date()
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0)).toISOString().slice(0, 7)
  const system = systemCaller(tenantId)
  const close = freezeMonth.input.parse({ clientId, month, reason: 'Closed for the review' })
  // The worker of the program under test counts days as well, and a month waits for both.
  await until('the month to close', async () => {
    await settleClient(system, clientId)
    return freezeMonth(owner.caller, close).then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'CONFLICT') return false
        throw error
      },
    )
  })
  await takeCheckpoint(system, { cause: 'freeze' })
  return (await draftReport(system, { clientId, month, addendum: 0 })).reportId
}
