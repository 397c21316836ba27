import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ROLE_PERMISSIONS } from '@/domain/access/permissions'
import { mintScope } from '@/domain/access/scope'
import { NOBODY } from '@/domain/approval/schema'
import { platformQuery } from '@/infra/db'
import { newId } from '@/lib/ids'
import { castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import {
  asApp,
  askChange,
  definitionOf,
  forgedApproval,
  pastGuards,
  requestOf,
  seeVersion,
  vote,
  WORDS,
} from '@/testing/governed'
import { Plant } from '@/testing/plant'
import { editChange } from '../change/edit'
import { submitChange } from '../change/request'
import type { Caller } from '../context'
import { createSource } from '../source/create'
import { createApiKey } from '../source/create-key'
import { delegateApproval, endDelegation } from './delegate'
import { expireApprovals, timeOutApproval } from './expire'

let ada: UserCaller
let otto: UserCaller
let carl: UserCaller
let dora: UserCaller
let ben: UserCaller
let clientId: string
let workflowId: string
let plant: Plant
let tenantId: string
let next = 1

const DAY_MS = 86_400_000
const lend = (from: UserCaller, to: UserCaller, days = 5) =>
  delegateApproval(from, {
    toUserId: to.actor.id,
    from: new Date(Date.now() - 1000),
    until: new Date(Date.now() + days * DAY_MS),
    reason: 'on holiday',
  })
const statusOf = async (changeId: string) =>
  (await platformQuery<{ status: string }>('SELECT status FROM change WHERE id = $1', [changeId]))[0]?.status
const decisions = async (changeId: string) =>
  (
    await platformQuery<{ count: number }>('SELECT 1 FROM approval_request WHERE subject_id = $1 AND status = $2', [
      changeId,
      'approved',
    ])
  ).length

/** A change that `by` asks for, with one more definition each time. */
async function asked(by: Caller, more: object = {}): Promise<string> {
  const { versionId } = await seeVersion(machine(tenantId), workflowId, next++, false)
  return (await askChange(by, versionId, more)).changeId
}

beforeAll(async () => {
  const partner = await castPartner()
  tenantId = partner.tenantId
  ada = partner.ada
  clientId = await castClient(partner)
  otto = await castMember(partner, { name: 'Otto', role: 'partner_owner' })
  carl = await castMember(partner, { name: 'Carl', role: 'partner_approver' })
  dora = await castMember(partner, { name: 'Dora', role: 'partner_approver' })
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  plant = await Plant.open(tenantId, clientId)
})
beforeEach(async () => {
  workflowId = await plant.workflow({ tier: 2 })
})

describe('separation of duties: every way round is refused', () => {
  it('the owner who asked cannot approve', async () => {
    const changeId = await asked(ada)
    await expect(vote(ada, changeId)).rejects.toThrow(/You asked for this/)
    expect(await statusOf(changeId)).toBe('submitted')
  })
  it('an approver who asked can neither approve nor reject', async () => {
    const changeId = await asked(carl)
    await expect(vote(carl, changeId)).rejects.toThrow(/You asked for this/)
    await expect(vote(carl, changeId, { decision: 'reject' })).rejects.toThrow(/You asked for this/)
  })
  it('an author who did not ask cannot approve, owner or not', async () => {
    const changeId = await asked(ben, { authorIds: [otto.actor.id, carl.actor.id] })
    for (const author of [otto, carl]) await expect(vote(author, changeId)).rejects.toThrow(/You wrote part of this/)
    await expect(vote(dora, changeId)).resolves.toMatchObject({ status: 'approved' })
  })
  it('a role without the permission cannot, whoever asked', async () => {
    await expect(vote(ben, await asked(ada))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
  it('a key never decides, whatever scopes it claims; nor does the machine', async () => {
    const changeId = await asked(ben)
    const scopes = ['read', 'write', 'events:write'] as const
    const actor = { kind: 'key', id: newId(), name: 'k', scopes, sourceId: newId() } as const
    await expect(vote({ ...machine(tenantId), actor }, changeId)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(vote(machine(tenantId), changeId)).rejects.toThrow(/Only a signed-in person/)
  })
  it('who made a key cannot approve what the key asked for', async () => {
    const { sourceId } = await createSource(ada, { clientId, kind: 'api', name: 'CI' })
    const { apiKeyId } = await createApiKey(ada, { sourceId, name: 'deploy', scopes: ['write'], expiresAt: null })
    const actor = { kind: 'key', id: apiKeyId, name: 'deploy', scopes: ['write'], sourceId } as const
    const changeId = await asked({ scope: mintScope(tenantId, [clientId]), actor, requestId: newId() })
    await expect(vote(ada, changeId)).rejects.toThrow(/You asked for this/)
    await expect(vote(otto, changeId)).resolves.toMatchObject({ status: 'approved' })
  })
  it('a delegation to the requester or an author is worth nothing', async () => {
    const changeId = await asked(carl, { authorIds: [dora.actor.id] })
    const loans = [await lend(ada, carl), await lend(otto, dora)]
    await expect(vote(carl, changeId, { forUserId: ada.actor.id })).rejects.toThrow(/You asked for this/)
    await expect(vote(dora, changeId, { forUserId: otto.actor.id })).rejects.toThrow(/You wrote part/)
    for (const [index, lender] of [ada, otto].entries())
      await endDelegation(lender, { delegationId: loans[index]?.delegationId ?? '' })
  })
  it('the requester’s own seat cannot be lent out for it', async () => {
    const changeId = await asked(carl)
    const { delegationId } = await lend(carl, dora)
    await expect(vote(dora, changeId, { forUserId: carl.actor.id })).rejects.toThrow(/holder of this seat asked/)
    await endDelegation(carl, { delegationId })
  })
  it('delegations make neither chains nor loops, and end when they are ended', async () => {
    const { delegationId } = await lend(ada, carl)
    await expect(lend(carl, dora)).rejects.toThrow(/never handed on/)
    await expect(lend(carl, ada)).rejects.toThrow(/never handed on/)
    await expect(lend(otto, ada)).rejects.toThrow(/never handed on/)
    await expect(lend(carl, carl)).rejects.toThrow(/somebody else/)
    const changeId = await asked(ben)
    await endDelegation(ada, { delegationId })
    await expect(vote(carl, changeId, { forUserId: ada.actor.id })).rejects.toThrow(/No delegation in force/)
    await expect(vote(dora, changeId, { forUserId: otto.actor.id })).rejects.toThrow(/No delegation in force/)
  })
  it('one person is one voice, however many seats; and one seat is one voice', async () => {
    workflowId = await plant.workflow({ tier: 1 })
    const changeId = await asked(ben)
    const { delegationId } = await lend(ada, carl)
    expect(await vote(carl, changeId)).toMatchObject({ status: 'open' })
    await expect(vote(carl, changeId, { forUserId: ada.actor.id })).rejects.toThrow(/decided already/)
    expect(await vote(dora, changeId)).toMatchObject({ status: 'approved' })
    await endDelegation(ada, { delegationId })
  })
  it('a seat that voted through its delegate cannot vote again in person', async () => {
    workflowId = await plant.workflow({ tier: 1 })
    const changeId = await asked(ben)
    const { delegationId } = await lend(ada, carl)
    expect(await vote(carl, changeId, { forUserId: ada.actor.id })).toMatchObject({ status: 'open' })
    await expect(vote(ada, changeId)).rejects.toThrow(/each seat counts once/)
    await endDelegation(ada, { delegationId })
  })
  it('a replayed yes is a no-op: it neither counts twice nor errs', async () => {
    workflowId = await plant.workflow({ tier: 1 })
    const changeId = await asked(ben)
    for (let time = 0; time < 3; time++) expect(await vote(carl, changeId)).toMatchObject({ status: 'open' })
    await expect(vote(carl, changeId, { decision: 'reject' })).rejects.toThrow(/not taken back/)
    expect(await vote(dora, changeId)).toMatchObject({ status: 'approved' })
    expect(await vote(dora, changeId)).toMatchObject({ status: 'approved' })
  })
  it('two yeses at once fill two seats, and the same one twice fills one', async () => {
    workflowId = await plant.workflow({ tier: 1 })
    const changeId = await asked(ben)
    const results = await Promise.allSettled([vote(carl, changeId), vote(carl, changeId), vote(carl, changeId)])
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
    expect(await statusOf(changeId)).toBe('submitted')
    expect(await decisions(changeId)).toBe(0)
  })
  it('an edit after approval voids it: the old yes counts for nothing', async () => {
    const changeId = await asked(ben)
    const before = await requestOf(changeId)
    await vote(carl, changeId)
    expect(await statusOf(changeId)).toBe('approved')
    await editChange(ben, editChange.input.parse({ changeId, ...WORDS, title: 'Something else' }))
    expect(await statusOf(changeId)).toBe('draft')
    expect((await requestOf(changeId)).status).toBe('voided')
    await submitChange(ben, { changeId })
    expect(await statusOf(changeId)).toBe('submitted')
    await expect(vote(dora, changeId, { contentHash: before.contentHash })).rejects.toThrow(/not the one you looked at/)
    await expect(vote(dora, changeId, { requestId: before.id })).rejects.toThrow(/closed/)
  })
  it('who edits becomes an author, and so decides no more', async () => {
    const changeId = await asked(ben)
    await editChange(carl, editChange.input.parse({ changeId, ...WORDS, why: 'because Carl says so' }))
    await submitChange(ben, { changeId })
    await expect(vote(carl, changeId)).rejects.toThrow(/You wrote part of this/)
  })
  it('timeout escalates to owners, then denies; it never approves', async () => {
    const changeId = await asked(ben)
    const { id: requestId } = await requestOf(changeId)
    const late = `UPDATE approval_request SET requested_at = now() - interval '8 days', expires_at = now() - interval '1 day' WHERE id = $1`
    await pastGuards(late, [requestId])
    await expect(vote(carl, changeId)).rejects.toThrow(/time for this decision is over/)
    await timeOutApproval(machine(tenantId), { requestId })
    expect(await statusOf(changeId)).toBe('submitted')
    await expect(vote(carl, changeId)).rejects.toThrow(/an owner has to decide/)
    await expireApprovals(machine)
    expect(await statusOf(changeId)).toBe('submitted')
    await pastGuards(late, [requestId])
    expect(await expireApprovals(machine)).toBeGreaterThan(0)
    expect(await statusOf(changeId)).toBe('expired')
    await expect(vote(ada, changeId)).rejects.toThrow(/closed/)
  })
  it('the list of roles that decide is the same in the database and in the program', () => {
    const roles = Object.entries(ROLE_PERMISSIONS).flatMap(([role, can]) =>
      can.includes('approval.decide') ? role : [],
    )
    expect(roles).toEqual(['partner_owner', 'partner_approver'])
  })
})

describe('direct SQL as andon_app cannot do it either', () => {
  const pending = async (by: UserCaller, more: object = {}) => {
    const changeId = await asked(by, more)
    const { id, contentHash } = await requestOf(changeId)
    return { changeId, id, contentHash, clientId, requesterId: by.actor.id, authorIds: [] as string[] }
  }
  const refused = (statements: Parameters<typeof asApp>[1], why: RegExp) =>
    expect(asApp(tenantId, statements)).rejects.toThrow(why)

  it('store a decision of the requester, as admin or not', async () => {
    const request = await pending(ada)
    await refused([forgedApproval(request, ada.actor)], /approval_not_by_requester/)
  })
  it('lie about who the requester was', async () => {
    const request = await pending(ada)
    await refused([forgedApproval({ ...request, requesterId: ben.actor.id }, ada.actor)], /approval_request_fk/)
    await refused([forgedApproval({ ...request, requesterId: NOBODY }, ada.actor)], /approval_request_fk/)
  })
  it('lie about who the authors were, or store an author’s decision', async () => {
    const request = await pending(ben, { authorIds: [carl.actor.id] })
    await refused([forgedApproval(request, carl.actor)], /approval_request_fk/)
    await refused([forgedApproval({ ...request, authorIds: [carl.actor.id] }, carl.actor)], /approval_not_by_author/)
    await refused([forgedApproval(request, carl.actor, { author_ids: null })], /approval_not_by_author/)
  })
  it('vote from the requester’s seat through somebody else', async () => {
    const request = await pending(carl)
    const { delegationId } = await lend(carl, dora)
    const lent = { seat_id: carl.actor.id, seat_role: 'partner_approver', delegation_id: delegationId }
    await refused([forgedApproval(request, dora.actor, lent)], /approval_not_by_requester/)
    await endDelegation(carl, { delegationId })
  })
  it('use a delegation that is over, of others, or none', async () => {
    const request = await pending(ben)
    const { delegationId } = await lend(ada, carl)
    await endDelegation(ada, { delegationId })
    const seat = { seat_id: ada.actor.id, seat_role: 'partner_owner' }
    await refused([forgedApproval(request, carl.actor, { ...seat, delegation_id: delegationId })], /not in force/)
    await refused(
      [forgedApproval(request, dora.actor, { ...seat, delegation_id: delegationId })],
      /not in force|delegation_fk/,
    )
    await refused([forgedApproval(request, carl.actor, seat)], /approval_lent_seat/)
  })
  it('decide in the name of somebody who may not, or claim another role', async () => {
    const request = await pending(ada)
    await refused([forgedApproval(request, ben.actor)], /may not decide here/)
    await refused([forgedApproval(request, { ...ben.actor, role: 'partner_owner' })], /may not decide here/)
    await refused([forgedApproval(request, { ...carl.actor, role: 'partner_owner' })], /may not decide here/)
    await refused([forgedApproval(request, { id: newId(), role: 'partner_owner' })], /may not decide here/)
  })
  it('flip a request to approved without its quorum', async () => {
    const { id } = await pending(ben)
    const flip = `UPDATE approval_request SET status = 'approved', closed_at = clock_timestamp() WHERE id = $1`
    await refused([[flip, [id]]], /not enough people/)
  })
  it('reach a quorum of two with one person twice', async () => {
    workflowId = await plant.workflow({ tier: 1 })
    const request = await pending(ben)
    await refused([forgedApproval(request, carl.actor), forgedApproval(request, carl.actor)], /approval_one_per/)
    const flip = `UPDATE approval_request SET status = 'approved', closed_at = clock_timestamp() WHERE id = $1`
    await refused([forgedApproval(request, carl.actor), [flip, [request.id]]], /not enough people/)
  })
  it.each([
    ['quorum', 0],
    ['requester_id', NOBODY],
    ['author_ids', []],
    ['content_hash', 'a'.repeat(64)],
    ['subject_id', NOBODY],
    ['requested_at', new Date()],
  ])('change %s of a request', async (column, value) => {
    const { id } = await pending(ben)
    await refused([[`UPDATE approval_request SET ${column} = $2 WHERE id = $1`, [id, value]]], /permission denied/)
  })
  it('give birth to an approved request', async () => {
    const born = `INSERT INTO approval_request (tenant_id, id, client_id, subject_kind, subject_id, title, summary, content_hash, quorum, requester_id,
      requester_name, author_ids, on_timeout, requested_at, expires_at, status, closed_at)
      VALUES ($1, $2, $3, 'change', $2, 't', 's', repeat('a', 64), 1, $4, 'x', '{}', 'deny', now(), now() + interval '1 day', 'approved', now())`
    await refused([[born, [tenantId, newId(), clientId, ben.actor.id]]], /begins open/)
    await refused(
      [
        [
          born
            .replace(`closed_at)`, `closed_at, version)`)
            .replace(', now())', ', NULL, 1)')
            .replace("'approved'", "'open'")
            .replace(' 1, $4', ' 0, $4'),
          [tenantId, newId(), clientId, ben.actor.id],
        ],
      ],
      /approval_request_quorum/,
    )
  })
  it('unmake or rewrite a decision', async () => {
    const { changeId } = await pending(ben)
    await vote(carl, changeId, { decision: 'reject' })
    await refused([['DELETE FROM approval']], /permission denied/)
    await refused([[`UPDATE approval SET decision = 'approve'`]], /permission denied/)
    await refused([['TRUNCATE approval']], /permission denied/)
    const { id } = await requestOf(changeId)
    await refused(
      [[`UPDATE approval_request SET status = 'open', closed_at = NULL WHERE id = $1`, [id]]],
      /stays closed/,
    )
    await refused([[`UPDATE approval_request SET status = 'approved' WHERE id = $1`, [id]]], /stays closed/)
  })
  it('win time for a request, or end it early', async () => {
    const { id } = await pending(ben)
    await refused(
      [[`UPDATE approval_request SET expires_at = expires_at + interval '1 year' WHERE id = $1`, [id]]],
      /deadline moves once/,
    )
    await refused(
      [[`UPDATE approval_request SET status = 'expired', closed_at = now() WHERE id = $1`, [id]]],
      /deadline is not over/,
    )
    await refused([[`UPDATE approval_request SET escalated_at = now() WHERE id = $1`, [id]]], /deadline moves once/)
  })
  it('hide the tables behind temporary ones of the same name, or switch the guards off', async () => {
    const { id } = await pending(ben)
    const flip: [string, unknown[]] = [
      `UPDATE public.approval_request SET status = 'approved', closed_at = clock_timestamp() WHERE id = $1`,
      [id],
    ]
    await refused(
      [
        ['CREATE TEMP TABLE approval (tenant_id uuid, request_id uuid, decision text)'],
        [`INSERT INTO pg_temp.approval VALUES ('${tenantId}', '${id}', 'approve')`],
        ['SET LOCAL search_path = pg_temp, public'],
        flip,
      ],
      /not enough people|permission denied/,
    )
    await refused([['ALTER TABLE approval_request DISABLE TRIGGER ALL'], flip], /must be owner/)
    await refused([[`SET LOCAL session_replication_role = replica`], flip], /permission denied/)
    await refused([['DROP TRIGGER approval_request_moves ON approval_request'], flip], /must be owner/)
    await refused(
      [
        [
          'CREATE OR REPLACE FUNCTION approval_request_moves() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$',
        ],
        flip,
      ],
      /permission denied|must be owner/,
    )
  })
  it('look from another tenant or without one while the guard counts', async () => {
    const { id } = await pending(ben)
    const flip: [string, unknown[]] = [
      `UPDATE approval_request SET status = 'approved', closed_at = clock_timestamp() WHERE id = $1`,
      [id],
    ]
    await asApp(newId(), [flip])
    expect(await platformQuery(`SELECT 1 FROM approval_request WHERE id = $1 AND status = 'open'`, [id])).toHaveLength(
      1,
    )
  })
  it('call a change approved that was not, or a version cleared that no change clears', async () => {
    const { changeId, id } = await pending(ben)
    const set = `UPDATE change SET status = 'approved', cleared_at = now(), request_status = 'approved' WHERE id = $1`
    await refused([[set, [changeId]]], /change_request_fk/)
    await refused(
      [[`UPDATE change SET status = 'approved', cleared_at = now(), request_status = NULL WHERE id = $1`, [changeId]]],
      /change_was_approved/,
    )
    await refused(
      [[`UPDATE change SET is_emergency = true, status = 'released', cleared_at = now() WHERE id = $1`, [changeId]]],
      /permission denied/,
    )
    const clear = `UPDATE workflow_version SET lifecycle = 'live', approved_at = now(), approved_change_id = $1 WHERE id = (SELECT version_id FROM change WHERE id = $1)`
    await refused([[clear, [changeId]]], /no approved change/)
    expect(id).toBeTruthy()
  })
  it('put other content under an approval that was given', async () => {
    const { changeId } = await pending(ben)
    await vote(carl, changeId)
    await refused(
      [[`UPDATE change SET content_hash = repeat('b', 64), why = 'other' WHERE id = $1`, [changeId]]],
      /change_request_fk/,
    )
    const swap = `UPDATE workflow_version SET definition = $2 WHERE id = (SELECT version_id FROM change WHERE id = $1)`
    await refused([[swap, [changeId, JSON.stringify(definitionOf(999))]]], /known definition does not change/)
    const hash = `UPDATE workflow_version SET hash = 'x' WHERE id = (SELECT version_id FROM change WHERE id = $1)`
    await refused([[hash, [changeId]]], /permission denied/)
  })
})
