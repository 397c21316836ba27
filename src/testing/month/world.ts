import { ContractTermsInput } from '@/domain/contract/input'
import type { MonthFile } from '@/domain/month/schema'
import { ObjectiveInput } from '@/domain/objective/schema'
import { addCalendarVersion } from '@/services/calendar/add-version'
import { assignCalendar } from '@/services/calendar/assign'
import { createCalendar } from '@/services/calendar/create'
import { createClient } from '@/services/client/create'
import { addContractVersion } from '@/services/contract/add-version'
import { createContract } from '@/services/contract/create'
import { createExpectation } from '@/services/expectation/create'
import { createObjective } from '@/services/objective/create'
import { createProcess } from '@/services/process/create'
import { createSite } from '@/services/site/create'
import { createSource } from '@/services/source/create'
import { createApiKey } from '@/services/source/create-key'
import { createWorkflow } from '@/services/workflow/create'
import { castMember, castPartner, type UserCaller } from '../cast'

/** One partner with one client, made by the same verbs as the console uses; keys of the file → ids. */
export interface World {
  tenantId: string
  clientId: string
  siteId: string
  /** `ak_…` */
  apiKey: string
  /** owner: sets up, asks */
  ada: UserCaller
  /** decide about what Ada asked */
  approvers: readonly UserCaller[]
  workflows: ReadonlyMap<string, string>
  expectations: ReadonlyMap<string, string>
  objectives: ReadonlyMap<string, string>
}

const REASON = 'As the month file says'

/** The id of a key; the file's own check has found every broken one. */
export function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (!id) throw new Error(`${key} was not made`)
  return id
}

/** Each version of the file, in order: rules become versions of one calendar, stretches without rules a site that follows none. */
async function makeCalendar(ada: UserCaller, file: MonthFile, place: { clientId: string; siteId: string }) {
  const { clientId, siteId } = place
  let calendar: { calendarId: string; number: number } | null = null
  let isFollowed = false
  for (const { effectiveFrom, rules } of file.site.calendar?.versions ?? []) {
    if (rules && calendar) {
      const given = { calendarId: calendar.calendarId, effectiveFrom, rules, basedOn: calendar.number, reason: REASON }
      calendar = await addCalendarVersion(ada, addCalendarVersion.input.parse(given))
    } else if (rules) {
      calendar = await createCalendar(
        ada,
        createCalendar.input.parse({ clientId, name: 'Plant', effectiveFrom, rules }),
      )
    }
    if ((rules !== null) === isFollowed) continue
    isFollowed = rules !== null
    const calendarId = isFollowed && calendar ? calendar.calendarId : null
    await assignCalendar(ada, assignCalendar.input.parse({ siteId, calendarId, effectiveFrom, reason: REASON }))
  }
}

async function makeWorkflows(ada: UserCaller, file: MonthFile, place: { clientId: string; siteId: string }) {
  const processes = new Map<string, string>()
  const workflows = new Map<string, string>()
  for (const slug of new Set(file.workflows.flatMap(({ process }) => process ?? []))) {
    const words = { slug: slug.toLowerCase().replace(/[^a-z0-9]+/g, '-'), name: slug, portalPhrase: slug }
    const given = { ...place, ...words, position: processes.size }
    processes.set(slug, (await createProcess(ada, createProcess.input.parse(given))).processId)
  }
  for (const { key, tier, process } of file.workflows) {
    const given = { clientId: place.clientId, siteId: place.siteId, key, name: key, tier }
    const processId = process ? idOf(processes, process) : null
    const rest = { processId, fromSystemId: null, toSystemId: null, ownerName: 'Ada', impactNote: null }
    const { workflowId } = await createWorkflow(ada, createWorkflow.input.parse({ ...given, ...rest }))
    workflows.set(key, workflowId)
  }
  return { processes, workflows }
}

type Ids = ReadonlyMap<string, string>

async function makePromises(
  ada: UserCaller,
  file: MonthFile,
  made: { clientId: string; siteId: string; processes: Ids; workflows: Ids },
): Promise<Ids> {
  const objectives = new Map<string, string>()
  const { zone } = file.site
  for (const { key, scope, ...objective } of file.objectives) {
    const ids = { workflow: made.workflows, process: made.processes }
    const id = 'key' in scope ? idOf(ids[scope.kind], scope.key) : scope.kind === 'site' ? made.siteId : made.clientId
    const given = { ...objective, name: key, scope: { kind: scope.kind, id }, zone }
    const { objectiveId } = await createObjective(ada, { objective: ObjectiveInput.parse(given) })
    objectives.set(key, objectiveId)
  }
  if (!file.contract) return objectives
  const { contractId } = await createContract(ada, { clientId: made.clientId, name: 'Service contract', zone })
  for (const { effectiveFrom, terms } of file.contract.versions) {
    const promises = terms.objectives.map(({ objective, ...promise }) => {
      return { ...promise, objectiveId: idOf(objectives, objective) }
    })
    const parsed = ContractTermsInput.parse({ ...terms, objectives: promises })
    await addContractVersion(ada, { contractId, effectiveFrom, terms: parsed, note: null })
  }
  return objectives
}

/** Everything of the file that stands from the beginning; it is the virtual moment `setUpAt` all the while. */
export async function makeWorld(file: MonthFile): Promise<World> {
  const partner = await castPartner()
  const { ada, tenantId } = partner
  const approvers = [
    await castMember(partner, { name: 'Carl', role: 'partner_approver' }),
    await castMember(partner, { name: 'Dora', role: 'partner_approver' }),
  ]
  const { clientId } = await createClient(ada, { slug: 'plant', name: file.title || 'Plant' })
  const place = { name: 'Plant', city: file.site.zone, zone: file.site.zone }
  const { siteId } = await createSite(ada, { clientId, slug: 'plant-1', ...place })
  await makeCalendar(ada, file, { clientId, siteId })
  const { processes, workflows } = await makeWorkflows(ada, file, { clientId, siteId })
  const expectations = new Map<string, string>()
  for (const { key, workflow, rule } of file.expectations) {
    const { expectationId } = await createExpectation(ada, { workflowId: idOf(workflows, workflow), rule })
    expectations.set(key, expectationId)
  }
  const objectives = await makePromises(ada, file, { clientId, siteId, processes, workflows })
  const { sourceId } = await createSource(ada, { clientId, kind: 'api', name: 'Month file' })
  const scopes = ['events:write' as const]
  const { key: apiKey } = await createApiKey(ada, { sourceId, name: 'month', scopes, expiresAt: null })
  return { tenantId, clientId, siteId, apiKey, ada, approvers, workflows, expectations, objectives }
}
