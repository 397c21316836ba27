import { beforeAll, describe, expect, it } from 'vitest'
import { isClientRole, ROLES } from '@/domain/access/roles'
import { platformQuery } from '@/infra/db'
import { castMember } from '../cast'
import { asKey, asVisitor, attack, keyOf, type Stage } from './attack'
import { expecting, forbiddenTo, foreign, secretsOfClient } from './judge'
import { buildEstate, type Estate, memberAt, personAt, SETUP_MS } from './world'

/** Rows of the partner as a whole: a member limited to another client may know them. */
const PARTNER_WIDE = ['userId', 'toUserId', 'authorIds', 'sessionId', 'invitationId', 'actor']

/** Runs `work` and demands that no row of the first client changed. */
async function unchanged({ witness }: Stage, { one }: Estate, work: () => Promise<void>): Promise<void> {
  const before = await witness().client(one.clientId)
  await work()
  expect(await witness().client(one.clientId)).toEqual(before)
}

/** People and keys of A whose time is over, or whose rights are small. */
export function describeInsiders(stage: Stage): void {
  const { members, rest, witness } = stage
  describe('inside A', () => {
    let a: Estate
    beforeAll(async () => {
      a = await buildEstate()
    }, SETUP_MS)
    const refused = (code: string) => ({ victim: a, judge: expecting(code, secretsOfClient(a)), isBlind: true })

    it.each(['expired', 'idle', 'revoked'] as const)('a session that is %s opens nothing', (state) =>
      unchanged(stage, a, async () => {
        const call = asVisitor(personAt(a.host, a.owner, state))
        expect((await attack({ ...refused('UNAUTHENTICATED'), entries: members, call })).problems).toEqual([])
      }),
    )

    it('a revoked member opens nothing, with a session that is still good', async () => {
      const left = await castMember(a, { name: 'Left', role: 'partner_owner' })
      const revoke = 'UPDATE membership SET revoked_at = now() WHERE tenant_id = $1 AND user_id = $2'
      await platformQuery(revoke, [a.tenantId, left.actor.id])
      const call = asVisitor(personAt(a.host, left))
      expect((await attack({ ...refused('UNAUTHENTICATED'), entries: members, call })).problems).toEqual([])
    })

    it.each(['revoked', 'expired'] as const)('a key that is %s opens nothing', async (is) => {
      const key = await keyOf(a, ['events:write', 'read', 'write'], { is, witness: witness() })
      expect((await attack({ ...refused('UNAUTHENTICATED'), entries: rest, call: asKey(key) })).problems).toEqual([])
    })

    it.each(ROLES)('%s is refused what the role does not allow', (role) =>
      unchanged(stage, a, async () => {
        const call = asVisitor(await memberAt(a, role, isClientRole(role) ? [a.one.clientId] : null))
        const entries = forbiddenTo(role, members)
        expect((await attack({ ...refused('FORBIDDEN'), entries, call })).problems).toEqual([])
      }),
    )

    it('a key that may send reads nothing, and one that may read changes nothing', async () => {
      const sender = asKey(await keyOf(a, ['events:write']))
      const reader = asKey(await keyOf(a, ['read']))
      const writes = rest.filter(({ kind }) => kind === 'mutation')
      expect((await attack({ ...refused('FORBIDDEN'), entries: rest, call: sender })).problems).toEqual([])
      expect((await attack({ ...refused('FORBIDDEN'), entries: writes, call: reader })).problems).toEqual([])
    })
  })
}

/** Members and keys limited to the second client, with the first one's rows in every field. */
export function describeNeighbours(stage: Stage): void {
  const { members, rest } = stage
  describe('between clients of A', () => {
    let a: Estate
    beforeAll(async () => {
      a = await buildEstate()
    }, SETUP_MS)

    it.each(['client_plant', 'client_auditor', 'partner_operator', 'partner_owner'] as const)(
      '%s of another client finds nothing of this one',
      (role) =>
        unchanged(stage, a, async () => {
          const forbidden = forbiddenTo(role, members)
          const entries = members.filter((entry) => !forbidden.includes(entry))
          const call = asVisitor(await memberAt(a, role, [a.two.clientId]))
          const judge = foreign({ secrets: secretsOfClient(a), partnerWide: PARTNER_WIDE })
          const { problems, answers } = await attack({ entries, victim: a, call, judge })
          expect(problems).toEqual([])
          expect(answers.some(({ bytes }) => bytes.includes(a.two.canary))).toBe(true)
        }),
    )

    it('another client’s key finds nothing of this one', () =>
      unchanged(stage, a, async () => {
        const judge = foreign({ secrets: secretsOfClient(a) })
        expect((await attack({ entries: rest, victim: a, call: asKey(a.two.key), judge })).problems).toEqual([])
      }))
  })
}
