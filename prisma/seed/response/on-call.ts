import { EscalationPlan } from '@/domain/escalation/schema'
import { RotationPlan } from '@/domain/rotation/schema'
import { platformQuery } from '@/infra/db'
import type { Caller } from '@/services/context'
import { createPolicy } from '@/services/escalation/policy/save'
import { addOverride } from '@/services/rotation/override'
import { createRotation } from '@/services/rotation/save'

const DAY_MS = 86_400_000
const TURNS = ['ben@nordlicht.example', 'mara@nordlicht.example', 'carl@nordlicht.example']

const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** The Monday before a day, so that turns change at the beginning of a week. */
function monday(now: Date): string {
  return dayOf(new Date(now.getTime() - ((now.getUTCDay() + 6) % 7) * DAY_MS))
}

/** Three people take weekly turns; one stands in for another this week; tier 1 calls who has the turn and who is on duty, then the owners. */
export async function seedOnCall(owner: Caller, now: Date): Promise<void> {
  const people = await platformQuery<{ email: string; id: string }>(
    'SELECT m.email, m.user_id AS id FROM membership m WHERE m.tenant_id = $1 AND m.email = ANY($2)',
    [owner.scope.tenantId, TURNS],
  )
  const memberIds = TURNS.flatMap((email) => people.find((person) => person.email === email)?.id ?? [])
  const plan = RotationPlan.parse({
    cadence: 'weekly',
    handoffTime: '08:00',
    firstDay: monday(now),
    memberIds,
    hours: [],
  })
  const { rotationId } = await createRotation(owner, {
    rotation: { name: 'Night and weekend', zone: 'Europe/Berlin', plan },
  })
  await addOverride(owner, {
    rotationId,
    userId: memberIds[2] ?? null,
    fromLocal: `${dayOf(new Date(now.getTime() + 2 * DAY_MS))}T18:00`,
    toLocal: `${dayOf(new Date(now.getTime() + 3 * DAY_MS))}T08:00`,
    reason: 'Ben is at the customer',
  })
  const step = (delayMin: number, targets: unknown[]) => ({ delayMin, isPlantHours: false, targets })
  const calls = EscalationPlan.parse({
    steps: [step(0, [{ kind: 'rotation', rotationId }, { kind: 'duty' }]), step(10, [{ kind: 'owners' }])],
    repeat: 2,
    repeatAfterMin: 20,
    isEmptySkipped: true,
  })
  const policy = { name: 'Plant at a standstill', clientId: null, processId: null, tier: 1, plan: calls }
  await createPolicy(owner, { escalationPolicy: policy })
}
