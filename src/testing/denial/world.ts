import { encode } from 'next-auth/jwt'
import { registerConnectors } from '@/connectors'
import type { Role } from '@/domain/access/roles'
import { env } from '@/env'
import { platformQuery } from '@/infra/db'
import { sessionCookieName } from '@/infra/session-cookie'
import { sha256 } from '@/lib/crypto'
import { newId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import { createConnection } from '@/services/connection/create'
import { createCorrelationRule } from '@/services/correlation/save'
import { claimHost } from '@/services/host/claim'
import { createInvitation } from '@/services/invitation/create'
import { createPartner } from '@/services/partner/create'
import { createSigningSecret } from '@/services/signing/create-secret'
import { castMember, machine, type UserCaller } from '../cast'
import { type Manufacturer, makeManufacturer } from '../factories'
import { Plant } from '../plant'
import { makePromise, objectiveOver } from '../promise'
import { type GovernanceTraces, leaveGovernance } from './governance'
import { leaveOutward, type OutwardTraces } from './outward'
import { leavePlantTime, type PlantTimeTraces } from './plant-time'
import { leavePortal, type PortalTraces } from './portal'
import { leaveReport, leaveResale } from './report'
import { leaveResponse, policyOf, type ResponseTraces, rotationOf } from './response'
import type { Targets } from './sample'

/** Rows of one manufacturer as ingestion and the worker leave them. */
interface Traces {
  objectiveId: string
  contractId: string
  connectionId: string
  signingSecretId: string
  claimId: string
  executionId: string
  incidentId: string
  incidentNumber: number
  taskId: string
  mailId: string
  packId: string
  deadLetterId: string
}

/** A partner whose every name holds a canary: `canary` in what is the partner's, `one` and `two` in its clients'. */
export interface Estate {
  tenantId: string
  host: string
  canary: string
  owner: UserCaller
  operator: UserCaller
  invitationId: string
  ruleId: string
  one: Manufacturer &
    Traces &
    GovernanceTraces &
    PlantTimeTraces &
    PortalTraces &
    ResponseTraces &
    OutwardTraces & { canary: string; reportId: string; invoiceId: string }
  two: Manufacturer &
    Traces &
    GovernanceTraces &
    PlantTimeTraces &
    PortalTraces &
    ResponseTraces &
    OutwardTraces & { canary: string; reportId: string; invoiceId: string }
}

/** A task and a corrected time of an incident. */
async function leaveWork(plant: Plant, incidentId: string, canary: string): Promise<string> {
  const now = new Date()
  const taskId = newId()
  await plant.insert('incident_task', {
    ...{ id: taskId, incidentId, kind: 'corrective', title: `${canary} task`, dueAt: now, createdAt: now },
    ...{ ownerUserId: newId(), ownerName: `${canary} owner`, createdBy: `${canary} author` },
  })
  const correction = {
    field: 'openedAt',
    beforeAt: now,
    reason: `${canary} reason`,
    author: `${canary} author`,
    at: now,
  }
  await plant.insert('incident_edit', { id: newId(), incidentId, ...correction })
  return taskId
}

async function leaveTraces(
  tenantId: string,
  made: Manufacturer,
  canary: string,
  number: number,
): Promise<Omit<Traces, 'objectiveId' | 'contractId' | 'connectionId' | 'signingSecretId' | 'claimId'>> {
  const plant = await Plant.open(tenantId, made.clientId)
  const { workflowId, siteId, sourceId } = made
  const now = new Date()
  const failed = {
    status: 'failed',
    errorClass: `${canary} error`,
    errorStep: `${canary} step`,
    runKey: `${canary} run`,
    sourceId,
  }
  const executionId = await plant.run(workflowId, new Date(now.getTime() - 60_000), failed)
  await plant.event({ workflowId, executionId }, 'execution.failed', now, { keys: { order: `${canary} 4711` } })
  await plant.state(workflowId, {
    lastEventAt: now,
    lastStatus: 'failed',
    lastStatusAt: now,
    lastExecutionId: executionId,
  })
  await plant.minute(workflowId, new Date(Math.floor(now.getTime() / 60_000) * 60_000), { failed: 1 })
  await plant.day(workflowId, now.toISOString().slice(0, 10), { failed: 1 })
  const words = { title: `${canary} failed`, impactNote: `${canary} waits`, siteId, executionId }
  const incidentId = await plant.incident(workflowId, number, words)
  const note = { id: newId(), incidentId, author: `${canary} author`, body: `${canary} words`, createdAt: now }
  await plant.insert('incident_note', { ...note, audience: 'internal' })
  const taskId = await leaveWork(plant, incidentId, canary)
  const deadLetterId = newId()
  await plant.insert('dead_letter', {
    id: deadLetterId,
    sourceId,
    reason: `${canary} reason`,
    payload: '{}',
    receivedAt: now,
  })
  await plant.transition(workflowId, made.expectationId, { seq: 99, fromState: 'new', toState: 'late', at: now })
  const packId = newId()
  const pack = { month: '2026-09', revision: 0, status: 'failed', total: 12, requestedBy: `${canary} quinn` }
  await plant.insert('evidence_pack', { id: packId, requestedAt: now, problem: `${canary} problem`, ...pack })
  const figures = canonicalJson({
    format: 'andon-figures/1',
    month: '2026-10',
    zone: 'UTC',
    segments: [],
    objectives: [],
    credits: { currency: 'EUR', minor: 700, sum: '700', cap: '9900', isCapped: false, steps: [] },
  })
  const frozen = {
    month: '2026-10',
    zone: 'UTC',
    fromAt: new Date(0),
    toAt: new Date(1),
    figures,
    digest: sha256(figures),
  }
  const byWhom = { inputsDigest: sha256(figures), reason: `${canary} early`, frozenBy: `${canary} ada`, frozenAt: now }
  await plant.insert('month_freeze', { id: newId(), ...frozen, ...byWhom })
  const mailId = newId()
  const mail = { key: newId(), fromAddr: 'a@b.example', toAddr: `${canary}@b.example`, html: canary, text: canary }
  await plant.insert('mail_message', { id: mailId, subject: `${canary} mail`, createdAt: now, ...mail })
  await plant.close()
  return { executionId, incidentId, incidentNumber: number, taskId, mailId, packId, deadLetterId }
}

/** An estate takes about a second to build, and much longer on a machine that is busy with other tests. */
export const SETUP_MS = 90_000

registerConnectors()

let estates = 0

/** Builds a partner with two manufacturers, through the verbs where there are any. */
export async function buildEstate(): Promise<Estate> {
  const canary = `canary${newId().replaceAll('-', '').slice(-16)}`
  const owner = { email: `ada@${canary}.example`, name: `Ada ${canary}` }
  const names = { slug: canary, name: `Partner ${canary}`, brandName: `Brand ${canary}`, brandColor: '#0e545e' }
  const made = await createPartner(machine(), createPartner.input.parse({ ...names, owner }))
  const { tenantId, host } = made
  const ada: UserCaller = {
    ...machine(tenantId),
    actor: { kind: 'user', id: made.userId, name: owner.name, role: 'partner_owner', sessionId: newId() },
  }
  const operator = await castMember({ tenantId }, { name: `Ben-${canary}`, role: 'partner_operator' })
  const numbers = ++estates * 100
  const manufacturers = await Promise.all(
    ['one', 'two'].map(async (which, index) => {
      const own = `${which}${canary.replace('canary', 'tweety')}`
      const manufacturer = await makeManufacturer(ada, own)
      const promise = await makePromise(ada, { ...manufacturer, name: own })
      const link = { name: `${own} n8n`, baseUrl: 'https://192.0.2.1', credential: `${own} key`.replace(' ', '-') }
      const { connectionId } = await createConnection(
        ada,
        createConnection.input.parse({ clientId: manufacturer.clientId, ...link }),
      )
      const { claimId } = await claimHost(ada, { host: `${own}.example`, clientId: manufacturer.clientId })
      const { signingSecretId } = await createSigningSecret(ada, { sourceId: manufacturer.sourceId })
      const traces = await leaveTraces(tenantId, manufacturer, own, numbers + index)
      const governed = await leaveGovernance(ada, manufacturer, own)
      const plantTime = await leavePlantTime(ada, manufacturer, own)
      const response = await leaveResponse(ada, manufacturer.clientId, { partner: canary, client: own })
      const outward = await leaveOutward(ada, manufacturer.clientId, own)
      const told = await leaveReport(ada, manufacturer.clientId, own)
      const resale = await leaveResale(ada.scope.tenantId, manufacturer.clientId, own)
      const portal = await leavePortal(ada, manufacturer, own)
      return {
        ...manufacturer,
        ...portal,
        canary: own,
        ...resale,
        ...promise,
        ...traces,
        ...governed,
        ...plantTime,
        ...response,
        ...outward,
        ...told,
        connectionId,
        signingSecretId,
        claimId,
      }
    }),
  )
  const [one, two] = manufacturers
  if (!one || !two) throw new Error('two manufacturers were made')
  const spec = {
    reach: 'partner',
    match: { mode: 'all', conditions: [] },
    groupBy: ['system'],
    windowS: 900,
    threshold: 1,
  }
  const life = { waitS: 0, resolve: 'all', resolveDelayS: 0, reopenDelayS: 0 }
  const { ruleId } = await createCorrelationRule(
    ada,
    createCorrelationRule.input.parse({ name: `${canary} rule`, spec: { ...spec, ...life } }),
  )
  const rights = { role: 'client_plant' as const, allClients: false, clientIds: [one.clientId] }
  const { invitationId } = await createInvitation(ada, { email: `cleo@${canary}.example`, ...rights })
  return { tenantId, host, canary, owner: ada, operator, invitationId, ruleId, one, two }
}

/** What names rows of an estate, by the names that inputs use. A new kind of id in an input must be added here. */
export function targetsOf({ operator, invitationId, ruleId, one, canary }: Estate): Targets {
  const { clientId, siteId, lineId, areaId, erpId, mesId, processId, workflowId, expectationId, sourceId } = one
  return {
    ...{ clientId, siteId, processId, workflowId, expectationId, sourceId, invitationId, ruleId },
    clientIds: [clientId],
    equipmentId: lineId,
    parentId: areaId,
    systemId: erpId,
    fromSystemId: erpId,
    toSystemId: mesId,
    connectionId: one.connectionId,
    ...{ channelId: one.channelId, endpointId: one.endpointId, messageId: one.messageId },
    signingSecretId: one.signingSecretId,
    claimId: one.claimId,
    ...{ portalOverrideId: one.portalOverrideId, subscriberId: one.subscriberId, hiddenProcessIds: [one.processId] },
    calendarId: one.calendarId,
    rotationId: one.rotationId,
    overrideId: one.overrideId,
    escalationPolicyId: one.escalationPolicyId,
    rotation: rotationOf(operator.actor.id, `${canary} turns`),
    escalationPolicy: policyOf(clientId, `${canary} policy`),
    maintenanceId: one.maintenanceId,
    placeId: siteId,
    executionId: one.executionId,
    incidentId: one.incidentId,
    incidentIds: [one.incidentId],
    intoId: one.incidentId,
    taskId: one.taskId,
    heldByUserId: operator.actor.id,
    objectiveId: one.objectiveId,
    contractId: one.contractId,
    objective: objectiveOver(one.workflowId, `${canary} objective`),
    mailId: one.mailId,
    versionId: one.versionId,
    againstId: one.againstId,
    changeId: one.changeId,
    requestId: one.requestId,
    contentHash: one.contentHash,
    findingId: one.findingId,
    assessmentId: one.assessmentId,
    delegationId: one.delegationId,
    toUserId: one.approverId,
    forUserId: one.approverId,
    authorIds: [one.approverId],
    packId: one.packId,
    reportId: one.reportId,
    invoiceId: one.invoiceId,
    deadLetterId: one.deadLetterId,
    deadLetterIds: [one.deadLetterId],
    number: one.incidentNumber,
    apiKeyId: one.apiKeyId,
    userId: operator.actor.id,
    sessionId: operator.actor.sessionId,
    // the place in a list of runs
    id: one.executionId,
    actor: operator.actor.id,
    client: one.slug,
    slug: one.slug,
    email: `cleo@${canary}.example`,
    text: one.canary.slice(0, 12),
  }
}

/** Somebody at a partner's host; `cookie` is made anew for each call, as a fresh sign-in. */
export interface Visitor {
  host: string
  cookie(): Promise<string>
}

export const nobodyAt = (host: string): Visitor => ({ host, cookie: async () => '' })

async function sealedCookie(sessionId: string): Promise<string> {
  const name = sessionCookieName()
  return `${name}=${await encode({ token: { sid: sessionId }, secret: env.AUTH_SECRET, salt: name })}`
}

/** A signed-in person. `session` changes what the row says. */
export function personAt(
  host: string,
  { scope, actor }: UserCaller,
  session: 'live' | 'expired' | 'idle' | 'revoked' = 'live',
): Visitor {
  const age = { live: '0', expired: '13 hours', idle: '31 minutes', revoked: '0' }[session]
  const cookie = async () => {
    const sessionId = newId()
    await platformQuery(
      `INSERT INTO session (id, tenant_id, user_id, created_at, last_seen_at, expires_at, revoked_at, method)
       VALUES ($1, $2, $3, now() - $4::interval, now() - $5::interval, now() - $4::interval + interval '12 hours',
               CASE WHEN $6 THEN now() END, 'link')`,
      [
        sessionId,
        scope.tenantId,
        actor.id,
        session === 'expired' ? age : '0',
        session === 'idle' ? age : '0',
        session === 'revoked',
      ],
    )
    return sealedCookie(sessionId)
  }
  return { host, cookie }
}

/** A member of the estate with a role, and a visitor who is that member. */
export async function memberAt(estate: Estate, role: Role, clientIds: string[] | null = null): Promise<Visitor> {
  return personAt(estate.host, await castMember(estate, { name: `Quinn-${estate.canary}`, role, clientIds }))
}
