import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import { askChange, pastGuards, seeVersion, vote, WORDS } from '@/testing/governed'
import { Plant } from '@/testing/plant'
import { listFindings } from '../finding/list'
import { editChange } from './edit'
import { expireProofs, failProof } from './expire-proofs'
import { getChange } from './get'
import { listChanges } from './list'
import { withdrawChange } from './withdraw'

let ada: UserCaller
let carl: UserCaller
let ben: UserCaller
let mallory: UserCaller
let tenantId: string
let plant: Plant
let workflowId: string

const sync = (rows: number, isActive = true) => seeVersion(machine(tenantId), workflowId, rows, isActive)
const detail = (changeId: string) => getChange(ben, { changeId })
const versionOf = async (id: string) =>
  (
    await pastGuards<{ lifecycle: string; is_active: boolean }>(
      'SELECT lifecycle, is_active FROM workflow_version WHERE id = $1',
      [id],
    )
  )[0]
const kinds = async (status = 'open') =>
  (await listFindings(ben, listFindings.input.parse({ workflowId, status }))).rows
    .map(({ kind }) => kind)
    .filter((kind) => !kind.startsWith('policy'))

/** A workflow whose version 1 is approved and live. */
async function governed(): Promise<string> {
  const { versionId } = await sync(1)
  const { changeId } = await askChange(ben, versionId)
  await vote(carl, changeId)
  return versionId
}

beforeAll(async () => {
  const partner = await castPartner()
  tenantId = partner.tenantId
  ada = partner.ada
  const clientId = await castClient(partner)
  carl = await castMember(partner, { name: 'Carl', role: 'partner_approver' })
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  mallory = (await castPartner('Mallory')).ada
  plant = await Plant.open(tenantId, clientId)
})
beforeEach(async () => {
  workflowId = await plant.workflow({ tier: 2 })
})

describe('a change', () => {
  it('adopts what is active as the baseline: approved, it is live at once', async () => {
    const { versionId } = await sync(1)
    const { changeId } = await askChange(ben, versionId)
    expect(await vote(carl, changeId)).toMatchObject({ status: 'approved' })
    expect(await detail(changeId)).toMatchObject({ status: 'deployed', isBaseline: true, proof: { kind: 'active' } })
    expect(await versionOf(versionId)).toEqual({ lifecycle: 'live', is_active: true })
  })
  it('is proved live by the next sync, and retires what it replaces', async () => {
    const first = await governed()
    const { versionId } = await sync(2, false)
    const { changeId } = await askChange(ben, versionId)
    expect((await detail(changeId)).diff?.nodes).toMatchObject([{ kind: 'changed', name: 'Read orders' }])
    await vote(carl, changeId)
    expect(await detail(changeId)).toMatchObject({ status: 'approved', proof: null })
    await sync(2)
    expect(await detail(changeId)).toMatchObject({ status: 'deployed', proof: { kind: 'sync' } })
    expect(await versionOf(first)).toEqual({ lifecycle: 'retired', is_active: false })
    expect(await versionOf(versionId)).toEqual({ lifecycle: 'live', is_active: true })
    expect(await kinds()).toEqual([])
    await sync(2)
    expect(await detail(changeId)).toMatchObject({ status: 'deployed' })
  })
  it('fails its proof when another version goes live instead, and that is a finding', async () => {
    await governed()
    const { versionId } = await sync(2, false)
    const { changeId } = await askChange(ben, versionId)
    await vote(carl, changeId)
    await sync(3)
    expect(await detail(changeId)).toMatchObject({ status: 'failed_proof', closedReason: 'v3 went live instead' })
    expect(await kinds()).toEqual(['active_not_approved'])
  })
  it('is looked at anew when what it would replace changed before the decision', async () => {
    await governed()
    const { versionId } = await sync(2, false)
    const { changeId } = await askChange(ben, versionId)
    await sync(3)
    expect(await detail(changeId)).toMatchObject({ status: 'draft', requests: [{ status: 'voided' }] })
    await expect(vote(carl, changeId)).rejects.toThrow(/closed/)
  })
  it('an unapproved edit is a finding until it is approved or undone', async () => {
    await governed()
    const { versionId } = await sync(2)
    await sync(2)
    expect(await kinds()).toEqual(['active_not_approved'])
    await sync(1)
    expect(await kinds()).toEqual([])
    await sync(2)
    const { changeId } = await askChange(ben, versionId)
    await vote(carl, changeId)
    expect(await kinds()).toEqual([])
    expect(await kinds('cleared')).toEqual(['active_not_approved', 'active_not_approved'])
  })
  it('goes live first and is decided after in an emergency; a no stays as a finding', async () => {
    await governed()
    const { versionId } = await sync(2, false)
    const { changeId } = await askChange(ben, versionId, { isEmergency: true })
    expect(await detail(changeId)).toMatchObject({ status: 'released', requests: [{ isAfterReview: true }] })
    await sync(2)
    expect(await detail(changeId)).toMatchObject({ status: 'deployed' })
    await expect(vote(ben, changeId)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await vote(carl, changeId, { decision: 'reject' })
    expect(await detail(changeId)).toMatchObject({ status: 'deployed', requests: [{ status: 'rejected' }] })
    expect(await kinds()).toEqual(['emergency_not_confirmed'])
  })
  it('needs two people where the plant stops with the workflow', async () => {
    workflowId = await plant.workflow({ tier: 1 })
    const { versionId } = await sync(1)
    const { changeId } = await askChange(ben, versionId)
    expect(await vote(carl, changeId)).toMatchObject({ status: 'open' })
    expect(await vote(ada, changeId)).toMatchObject({ status: 'approved' })
  })
  it('one no ends it', async () => {
    const { versionId } = await sync(1)
    const { changeId } = await askChange(ben, versionId)
    expect(await vote(carl, changeId, { decision: 'reject' })).toMatchObject({ status: 'rejected' })
    expect(await detail(changeId)).toMatchObject({ status: 'rejected' })
    expect(await versionOf(versionId)).toMatchObject({ lifecycle: 'draft' })
  })
  it('approved and taken back, or edited, clears nothing any more', async () => {
    await governed()
    const { versionId } = await sync(2, false)
    const { changeId } = await askChange(ben, versionId)
    await vote(carl, changeId)
    expect(await versionOf(versionId)).toMatchObject({ lifecycle: 'approved' })
    await editChange(ben, editChange.input.parse({ changeId, ...WORDS, risk: 'None that I know' }))
    expect(await versionOf(versionId)).toMatchObject({ lifecycle: 'draft' })
    await expect(withdrawChange(ada, { changeId, reason: 'not mine' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await withdrawChange(ben, { changeId, reason: 'wrong file' })).toMatchObject({ status: 'withdrawn' })
    expect(await withdrawChange(ben, { changeId, reason: 'wrong file' })).toMatchObject({ status: 'withdrawn' })
  })
  it('not seen live in two weeks, its clearance ends', async () => {
    await governed()
    const { versionId } = await sync(2, false)
    const { changeId } = await askChange(ben, versionId)
    await vote(carl, changeId)
    await expect(failProof(ada, { changeId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expireProofs(machine)
    expect(await detail(changeId)).toMatchObject({ status: 'approved' })
    await pastGuards(`UPDATE change SET proof_due_at = now() - interval '1 minute' WHERE id = $1`, [changeId])
    expect(await expireProofs(machine)).toBe(1)
    expect(await detail(changeId)).toMatchObject({ status: 'failed_proof' })
    await sync(2)
    expect(await kinds()).toEqual(['active_not_approved'])
  })
  it('is asked once per version, and not for what is live', async () => {
    const { versionId } = await sync(1)
    const { changeId, number } = await askChange(ben, versionId)
    await expect(askChange(ada, versionId)).rejects.toThrow(`CHG-${number} asks for v1 already`)
    await vote(carl, changeId)
    await expect(askChange(ben, versionId)).rejects.toThrow(/nothing is left to ask/)
  })
  it('is not there for another partner', async () => {
    const { versionId } = await sync(1)
    const { changeId } = await askChange(ben, versionId)
    await expect(getChange(mallory, { changeId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await listChanges(mallory, listChanges.input.parse({}))).rows).toEqual([])
    expect((await listChanges(ben, listChanges.input.parse({ workflowId }))).rows).toMatchObject([
      { id: changeId, given: 0, quorum: 1 },
    ])
  })
})
