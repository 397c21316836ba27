import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import { asApp, definitionOf, pastGuards, seeVersion, vote } from '@/testing/governed'
import { Plant } from '@/testing/plant'
import { evaluatePolicies } from '../policy/evaluate'
import { listPolicies } from '../policy/list'
import { setPolicy } from '../policy/set'
import { recordVersion } from '../version/record'
import { describeWorkflow } from '../workflow/describe'
import { clearFinding } from './clear'
import { endWaiver, expireWaivers } from './expire-waivers'
import { listFindings } from './list'
import { openFinding } from './open'
import { requestWaiver } from './waive'

let ada: UserCaller
let ben: UserCaller
let carl: UserCaller
let tenantId: string
let clientId: string
let plant: Plant
let workflowId: string
const DAY_MS = 86_400_000

const list = async (status = 'open') => (await listFindings(ben, listFindings.input.parse({ workflowId, status }))).rows
const see = (key: string, facts: Record<string, string>) =>
  openFinding(
    machine(tenantId),
    openFinding.input.parse({
      kind: 'gap',
      key,
      severity: 'medium',
      facts,
      clientId,
      workflowId,
      subjectKind: 'workflow',
      subjectId: workflowId,
    }),
  )
const ask = (caller: UserCaller, findingId: string, days = 30) =>
  requestWaiver(caller, { findingId, reason: 'vendor fixes it in Q1', expiresAt: new Date(Date.now() + days * DAY_MS) })

beforeAll(async () => {
  const partner = await castPartner()
  ;({ tenantId, ada } = partner)
  clientId = await castClient(partner)
  carl = await castMember(partner, { name: 'Carl', role: 'partner_approver' })
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  plant = await Plant.open(tenantId, clientId)
})
beforeEach(async () => {
  workflowId = await plant.workflow({ tier: 2 })
})

describe('a finding', () => {
  it('stands once per key however often it is seen, by several at once', async () => {
    const key = newId()
    const seen = await Promise.all([1, 2, 3, 4].map(() => see(key, { at: 'x' })))
    expect(new Set(seen.map(({ findingId }) => findingId)).size).toBe(1)
    expect(seen.filter(({ isNew }) => isNew)).toHaveLength(1)
    await clearFinding(machine(tenantId), { key, reason: 'closed' })
    expect((await see(key, { at: 'x' })).isNew).toBe(true)
    expect(await list()).toHaveLength(1)
    expect(await list('cleared')).toHaveLength(1)
  })
  it('is waived by somebody else’s yes only, for a time, and counts again when it is over', async () => {
    const { findingId } = await see(newId(), { missing: 'owner' })
    const { waiverId } = await ask(carl, findingId)
    await expect(ask(ben, findingId)).rejects.toThrow(/waits for its decision/)
    await expect(vote(carl, waiverId)).rejects.toThrow(/You asked for this/)
    await vote(ada, waiverId)
    expect(await list('waived')).toMatchObject([{ id: findingId, waiver: { status: 'granted', requester: 'Carl' } }])
    await expect(endWaiver(ada, { waiverId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expireWaivers(machine)
    expect(await list()).toEqual([])
    await pastGuards(
      `UPDATE waiver SET requested_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE id = $1`,
      [waiverId],
    )
    expect(await expireWaivers(machine)).toBe(1)
    expect(await list()).toMatchObject([{ id: findingId, waiver: { status: 'ended' } }])
  })
  it('waived, is still watched: another state opens it again, the same one does not', async () => {
    const key = newId()
    const { findingId } = await see(key, { open: 'Hook A' })
    const { waiverId } = await ask(ben, findingId)
    await vote(carl, waiverId)
    await see(key, { open: 'Hook A' })
    expect(await list()).toEqual([])
    await see(key, { open: 'Hook A, Hook B' })
    expect(await list()).toMatchObject([{ id: findingId, status: 'open', waiver: { status: 'ended' } }])
  })
  it('whose state changed while people decided is not waived by their yes', async () => {
    const key = newId()
    const { findingId } = await see(key, { open: 'A' })
    const { waiverId } = await ask(ben, findingId)
    await see(key, { open: 'B' })
    await vote(carl, waiverId)
    expect(await list()).toMatchObject([{ id: findingId, status: 'open' }])
  })
  it('cannot be waived by direct SQL: no granted waiver without its approval, no waived finding without its waiver', async () => {
    const { findingId } = await see(newId(), { missing: 'owner' })
    const { waiverId } = await ask(ben, findingId)
    const grant = `UPDATE waiver SET status = 'granted', request_status = 'approved', request_id = (SELECT id FROM approval_request WHERE subject_id = $1) WHERE id = $1`
    await expect(asApp(tenantId, [[grant, [waiverId]]])).rejects.toThrow(/waiver_request_fk/)
    await expect(asApp(tenantId, [[`UPDATE waiver SET status = 'granted' WHERE id = $1`, [waiverId]]])).rejects.toThrow(
      /waiver_was_approved/,
    )
    const waive = `UPDATE finding SET status = 'waived', waiver_id = $2 WHERE id = $1`
    await expect(asApp(tenantId, [[waive, [findingId, waiverId]]])).rejects.toThrow(/no granted waiver/)
    await expect(
      asApp(tenantId, [[`UPDATE waiver SET expires_at = now() + interval '1 year' WHERE id = $1`, [waiverId]]]),
    ).rejects.toThrow(/permission denied/)
  })
  it('lasts at most a year when waived', async () => {
    const { findingId } = await see(newId(), {})
    await expect(ask(ben, findingId, 400)).rejects.toThrow(/at most a year/)
  })
})

describe('policies', () => {
  const policies = async () => (await list()).map(({ kind }) => kind).sort()
  it('open a finding per violation and clear it when it is kept', async () => {
    await evaluatePolicies(ben, { workflowIds: [workflowId] })
    expect(await policies()).toEqual(['policy_expectation_present', 'policy_owner_present'])
    await describeWorkflow(ben, describeWorkflow.input.parse({ workflowId, ownerName: 'Ben', businessOwner: 'Cleo' }))
    expect(await policies()).toEqual(['policy_expectation_present'])
    await plant.rule(workflowId, { status: 'on_time' })
    await evaluatePolicies(ben, { workflowIds: [workflowId] })
    expect(await policies()).toEqual([])
    await evaluatePolicies(ben, { workflowIds: [workflowId] })
    expect(await list('cleared')).toHaveLength(2)
  })
  it('look at the definition at each sync: error handler, open doors', async () => {
    await seeVersion(machine(tenantId), workflowId, 1)
    expect(await policies()).not.toContain('policy_error_handler')
    const hook = {
      name: 'Hook',
      type: 'webhook',
      typeVersion: 1,
      trigger: 'webhook' as const,
      isDisabled: false,
      credentials: [],
      onTrouble: {},
    }
    const open = { ...definitionOf(1, {}), nodes: [{ ...hook, parameters: { path: '/in' } }] }
    const see = (definition: unknown) =>
      recordVersion(
        machine(tenantId),
        recordVersion.input.parse({
          workflowId,
          definition,
          externalVersionId: null,
          seenAt: new Date(),
          isActive: true,
        }),
      )
    await see(open)
    expect(await policies()).toEqual(expect.arrayContaining(['policy_error_handler', 'policy_webhook_authentication']))
    await see({
      ...open,
      settings: { errorWorkflow: 'Alarm' },
      nodes: [{ ...hook, parameters: { path: '/in', authentication: 'headerAuth' } }],
    })
    expect(await policies()).not.toContain('policy_webhook_authentication')
    expect(await policies()).not.toContain('policy_error_handler')
  })
  it('are data: set, they are checked at once; and a pattern that could hang is refused', async () => {
    const set = (pattern: string, isEnabled = true) =>
      setPolicy(ben, setPolicy.input.parse({ key: 'naming_pattern', isEnabled, severity: 'low', maxTier: 4, pattern }))
    await set('^ACME-')
    expect(await policies()).toContain('policy_naming_pattern')
    await set('^wf-')
    expect(await policies()).not.toContain('policy_naming_pattern')
    await set('^ACME-', false)
    expect(await policies()).not.toContain('policy_naming_pattern')
    expect(() =>
      setPolicy.input.parse({ key: 'naming_pattern', isEnabled: true, severity: 'low', maxTier: 4, pattern: '(a+)+$' }),
    ).toThrow()
    const lines = await listPolicies(ben, {})
    expect(lines.find(({ key }) => key === 'owner_present')?.open).toBeGreaterThan(0)
  })
})
