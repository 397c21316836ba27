import { platformQuery, withTenantSql } from '@/infra/db'
import { newId } from '@/lib/ids'
import type { Caller } from '@/services/context'
import { evaluateWorkflow } from '@/services/evaluation/evaluate'
import { ingestEvents } from '@/services/execution/ingest'
import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { addIncidentNote } from '@/services/incident/add-note'
import { resolveIncident } from '@/services/incident/resolve'
import { editIncidentTimes } from '@/services/incident/work/edit-times'
import { mergeIncident } from '@/services/incident/work/merge'
import { snoozeIncident } from '@/services/incident/work/snooze'
import { addIncidentTask } from '@/services/incident-task/add'
import { finishIncidentTask } from '@/services/incident-task/finish'
import { personCaller, systemCaller } from '../callers'
import type { SeededPlant } from '../plant'
import type { Past } from './clock'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

interface Shift {
  past: Past
  /** the night's first failure */
  from: Date
  tenantId: string
  ben: Caller & { userId: string }
  plants: readonly SeededPlant[]
}

interface Failure {
  plant: string
  workflow: string
  /** minutes after the night's first failure */
  minute: number
  error: { class: string; message: string; step: string }
}

const PERSON = `SELECT m.user_id AS id, m.name FROM membership m WHERE m.tenant_id = $1 AND m.email = $2`
/** What the plant's own later success has ended already cannot be taken or ended by a person any more. */
const OPENED = `SELECT i.id, i.status <> 'resolved' AS "isOpen" FROM incident i
  WHERE i.tenant_id = :tenant AND i.workflow_id = $1::uuid AND i.kind = 'failed' ORDER BY i.number DESC LIMIT 1`
const RUN = `SELECT x.id FROM execution x WHERE x.tenant_id = :tenant AND x.run_key = $1`

const later = ({ from }: Shift, minutes: number) => new Date(from.getTime() + minutes * MINUTE_MS)

interface Told {
  id: string
  isOpen: boolean
}

/** A run that failed that night, through the door that all runs take; returns the incident it opened. */
async function fail(shift: Shift, { plant: slug, workflow, minute, error }: Failure): Promise<Told> {
  const plant = shift.plants.find((each) => each.plant.slug === slug)
  const workflowId = plant?.workflowIds.get(workflow)
  if (!plant || !workflowId) throw new Error(`the demo has no workflow ${slug}/${workflow}`)
  const { clientId, sourceId } = plant
  const runKey = `night-${newId().slice(-10)}`
  const at = later(shift, minute)
  const event = { id: newId(), workflow, execution: runKey, type: 'execution.failed', time: at.toISOString(), error }
  return shift.past.at(new Date(at.getTime() + 5_000), async () => {
    await ingestEvents(systemCaller(shift.tenantId), {
      clientId,
      sourceId,
      events: [{ ...event, durationMs: 41_000 }],
      backfill: true,
    })
    const read = <Row>(text: string, value: string) =>
      withTenantSql(shift.ben.scope, (sql) => sql<Row>(text, [value])) as Promise<Row[]>
    const [run] = await read<{ id: string }>(RUN, runKey)
    await evaluateWorkflow(systemCaller(shift.tenantId), {
      workflowId,
      executionIds: run ? [run.id] : [],
      outboxId: newId(),
    })
    const [incident] = await read<Told>(OPENED, workflowId)
    if (!incident) throw new Error(`the night's failure of ${workflow} opened no incident`)
    return incident
  })
}

/** The carrier refuses what order changes and delivery notices send: one cause, found, told to the client, repaired, followed up. */
async function carrier(shift: Shift): Promise<void> {
  const { past, ben } = shift
  const error = {
    class: 'CertificateExpired',
    message: 'TLS: certificate of edi.carrier.example expired',
    step: 'Send to carrier',
  }
  const { id: incidentId, isOpen } = await fail(shift, {
    plant: 'brueckner',
    workflow: 'asn-outbound',
    minute: 0,
    error,
  })
  const second = await fail(shift, { plant: 'brueckner', workflow: 'carrier-status', minute: 6, error })
  const note = (minute: number, audience: 'internal' | 'client', body: string) =>
    past.at(later(shift, minute), () => addIncidentNote(ben, { incidentId, audience, body }))
  if (isOpen) await past.at(later(shift, 4), () => acknowledgeIncident(ben, { incidentId }))
  await note(
    9,
    'client',
    'We see that delivery notices to the carrier have been delayed since this night. We are working on it and will write again within half an hour.',
  )
  // What is open is never put away behind what has ended.
  if (isOpen || !second.isOpen)
    await past.at(later(shift, 11), () =>
      mergeIncident(ben, { incidentId: second.id, intoId: incidentId, reason: 'Same certificate, same gateway' }),
    )
  await note(
    18,
    'internal',
    'The carrier let the certificate of the EDI gateway expire. Their night desk renews it; ticket CR-88213.',
  )
  await note(
    34,
    'client',
    'The carrier is renewing an expired certificate. Finished pumps are picked and ready; the notices go out as soon as it is done.',
  )
  if (isOpen)
    await past.at(later(shift, 57), () =>
      resolveIncident(ben, {
        incidentId,
        resolution: 'Carrier renewed the certificate at 03:10; 11 notices sent again, all confirmed.',
        causeCategory: 'credential',
      }),
    )
  await past.at(later(shift, 70), () =>
    editIncidentTimes(ben, {
      incidentId,
      impactStartedAt: new Date(shift.from.getTime() - 12 * MINUTE_MS),
      reason: 'The dock reported the first missing notice twelve minutes before our alarm',
    }),
  )
  await tasksAfter(shift, incidentId)
}

async function tasksAfter({ past, from, ben }: Shift, incidentId: string): Promise<void> {
  const { userId } = ben
  const at = new Date(from.getTime() + 80 * MINUTE_MS)
  const add = (kind: 'follow_up' | 'corrective' | 'preventive', title: string, days: number) =>
    addIncidentTask(ben, { incidentId, kind, title, userId, dueAt: new Date(at.getTime() + days * DAY_MS) })
  await past.at(at, async () => {
    await add('preventive', 'Watch the expiry of the certificates of all EDI partners, 30 days ahead', 14)
    const { taskId } = await add('corrective', 'Resend the 11 notices and reconcile them with the carrier', 1)
    await finishIncidentTask(ben, { taskId, outcome: 'All 11 confirmed by the carrier at 04:02' })
    await add('follow_up', 'Ask the carrier for their own monitoring of certificates', 0.2)
  })
}

/** A comfort workflow at night: nobody is woken, and everybody sees why. */
async function alloy(shift: Shift): Promise<void> {
  const error = {
    class: 'HttpError',
    message: '503 Service Unavailable: nightly maintenance of the exchange',
    step: 'Read prices',
  }
  const { id: incidentId, isOpen } = await fail(shift, {
    plant: 'lakeshore',
    workflow: 'alloy-prices',
    minute: 21,
    error,
  })
  const reason = 'The exchange publishes no prices before 07:00; nothing is ordered until then'
  const until = new Date(Date.now() + 8 * 60 * MINUTE_MS)
  if (!isOpen) return
  await shift.past.at(later(shift, 26), () => acknowledgeIncident(shift.ben, { incidentId }))
  await snoozeIncident(shift.ben, { incidentId, until, reason })
}

/** What Ben's last night left behind: written at its own hours, by the verbs that everybody uses. */
export async function seedNightShift(
  owner: Caller,
  plants: readonly SeededPlant[],
  given: { past: Past; now: Date },
): Promise<void> {
  const { tenantId } = owner.scope
  const [ben] = await platformQuery<{ id: string; name: string }>(PERSON, [tenantId, 'ben@nordlicht.example'])
  if (!ben) throw new Error('the demo has no Ben')
  const caller = personCaller(tenantId, { userId: ben.id, name: ben.name, role: 'partner_operator' })
  const from = new Date(given.now.getTime() - 5 * 60 * MINUTE_MS)
  const shift = { past: given.past, from, tenantId, ben: { ...caller, userId: ben.id }, plants }
  await carrier(shift)
  await alloy(shift)
}
