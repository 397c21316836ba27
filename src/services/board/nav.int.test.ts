import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { pastGuards } from '@/testing/governed'
import { getNav } from './nav'

let partner: CastPartner
let [ben, cleo]: UserCaller[] = []

beforeAll(async () => {
  partner = await castPartner()
  const clientId = await castClient(partner, 'brueckner')
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  cleo = await castMember(partner, { name: 'Cleo', role: 'client_plant', clientIds: [clientId] })
})
afterAll(closePools)

const stand = (state: string, graceUntil: Date | null) =>
  pastGuards('UPDATE entitlement SET state = $2, grace_until = $3 WHERE tenant_id = $1', [
    partner.tenantId,
    state,
    graceUntil,
  ])
const setUpOf = async (caller: UserCaller | undefined) => (await getNav(caller ?? partner.ada, {})).setUp

describe('what the frame says of the plan', () => {
  it('is nothing while nothing threatens set-up', async () => {
    expect(await setUpOf(partner.ada)).toBeNull()
  })

  it('tells everybody of the partner until when set-up stays open, and the client’s people nothing', async () => {
    const closesAt = new Date(Date.now() + 86_400_000)
    await stand('past_due', closesAt)
    expect(await setUpOf(partner.ada)).toEqual({ isClosed: false, closesAt })
    expect(await setUpOf(ben)).toEqual({ isClosed: false, closesAt })
    expect(await setUpOf(cleo)).toBeNull()
  })

  it('says that it is closed once the grace is over', async () => {
    await stand('past_due', new Date(Date.now() - 1_000))
    expect(await setUpOf(ben)).toMatchObject({ isClosed: true })
    expect(await setUpOf(cleo)).toBeNull()
  })
})
