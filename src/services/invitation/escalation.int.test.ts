import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import type { z } from 'zod'
import { ROLE_PERMISSIONS } from '@/domain/access/permissions'
import { ROLES, type Role } from '@/domain/access/roles'
import { mintScope } from '@/domain/access/scope'
import { closePools, platformQuery } from '@/infra/db'
import { closeRateLimits } from '@/infra/rate-limit'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import {
  type CastPartner,
  castClient,
  castMember,
  castPartner,
  machine,
  type UserCaller,
  visitorAt,
} from '@/testing/cast'
import { changeMemberRole } from '../member/change-role'
import { revokeMember } from '../member/revoke'
import { readSession } from '../session/read'
import { acceptInvitation } from './accept'
import { createInvitation } from './create'
import { revokeInvitation } from './revoke'

afterAll(async () => {
  closeRateLimits()
  await closePools()
})

/** What somebody holds, written down independently of the product: permissions × clients (null = all). */
interface Held {
  role: Role
  clients: ReadonlySet<string> | null
}

const isWithin = (inner: Held, outer: Held): boolean => {
  const permissions: readonly string[] = ROLE_PERMISSIONS[outer.role]
  if (!ROLE_PERMISSIONS[inner.role].every((each) => permissions.includes(each))) return false
  if (outer.clients === null) return true
  return inner.clients !== null && [...inner.clients].every((id) => outer.clients?.has(id))
}

/** Ada, Ben, Lena, Lars, Cleo, Quinn. `constantFrom` has no bias towards the first, which `nat` has. */
const person = fc.constantFrom(0, 1, 2, 3, 4, 5)
/** every client, or the first one, two, three */
const reach = fc.constantFrom(0, 1, 2, 3)
const role = fc.constantFrom(...ROLES, 'partner_owner' as const, 'partner_owner' as const)
const at = fc.constantFrom(0, 1, 2, 3, 4, 5)
const kind = <Kind extends string>(name: Kind) => fc.constant(name)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: kind('invite'), actor: person, role, reach }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('accept'), at }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('withdraw'), actor: person, at }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('change'), actor: person, target: person, role, reach }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('expel'), actor: person, target: person }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface Invitation {
  id: string
  token: string
  held: Held
  inviter: string
  state: 'open' | 'used' | 'withdrawn'
}

/** The world as the test believes it to be; every success of the product is checked against it. */
class World {
  readonly held = new Map<string, Held>()
  readonly invitations: Invitation[] = []
  constructor(
    readonly partner: CastPartner,
    readonly clients: string[],
    readonly people: UserCaller[],
  ) {}

  rights(role: Role, reach: number) {
    const clientIds = reach === 0 ? [] : this.clients.slice(0, reach).sort()
    const allClients = reach === 0
    return { stored: { role, allClients, clientIds }, held: { role, clients: allClients ? null : new Set(clientIds) } }
  }

  /** The person as the transport would see them now: rights from the database, not from the past. */
  async caller(index: number): Promise<UserCaller | null> {
    const person = this.people[index]
    if (!person) return null
    const live = await readSession(person.actor.sessionId, this.partner.tenantId)
    return live && { ...person, scope: mintScope(live.tenantId, live.clientIds), actor: live.actor }
  }

  owners() {
    return [...this.held.values()].filter(({ role, clients }) => role === 'partner_owner' && clients === null).length
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && error.code !== 'INTERNAL') return null
    throw error
  }
}

/** As the transport does: what the schema refuses never reaches the verb. */
function parsed<T>(result: z.ZodSafeParseResult<T>): T {
  if (!result.success) throw new AppError('INVALID', 'refused by the schema')
  return result.data
}

async function newWorld(): Promise<World> {
  const partner = await castPartner()
  const clients = [await castClient(partner), await castClient(partner), await castClient(partner)]
  const cast: [string, Role, string[] | null][] = [
    ['Ben', 'partner_operator', null],
    ['Lena', 'partner_owner', clients.slice(0, 1)],
    ['Lars', 'partner_owner', clients.slice(0, 2)],
    ['Cleo', 'client_plant', clients.slice(0, 2)],
    ['Quinn', 'partner_auditor', null],
  ]
  const people = [partner.ada]
  for (const [name, role, clientIds] of cast) people.push(await castMember(partner, { name, role, clientIds }))
  const world = new World(partner, clients, people)
  world.held.set(partner.ada.actor.id, { role: 'partner_owner', clients: null })
  cast.forEach(([, role, clientIds], at) => {
    const person = people[at + 1]
    if (person) world.held.set(person.actor.id, { role, clients: clientIds && new Set(clientIds) })
  })
  return world
}

async function apply(world: World, action: Step): Promise<void> {
  if (action.kind === 'accept') return accept(world, action.at)
  const caller = await world.caller(action.actor)
  if (!caller) return
  const own = world.held.get(caller.actor.id)
  if (!own) throw new Error('a session outlived its membership')
  const manages = ROLE_PERMISSIONS[own.role].includes('member.manage')

  if (action.kind === 'invite') {
    const { stored, held } = world.rights(action.role, action.reach)
    const email = `guest-${world.invitations.length}@${world.partner.host}`
    const made = await attempt(async () =>
      createInvitation(caller, parsed(createInvitation.input.safeParse({ email, ...stored }))),
    )
    if (!made) return
    expect(manages && isWithin(held, own)).toBe(true)
    const [mailed] = await platformQuery<{ token: string }>(
      `SELECT payload->>'token' AS token FROM outbox WHERE payload->>'invitationId' = $1`,
      [made.invitationId],
    )
    world.invitations.push({
      id: made.invitationId,
      token: mailed?.token ?? '',
      held,
      inviter: caller.actor.id,
      state: 'open',
    })
  }
  if (action.kind === 'withdraw') {
    const invitation = world.invitations[action.at]
    if (!invitation || !(await attempt(() => revokeInvitation(caller, { invitationId: invitation.id })))) return
    expect(manages && isWithin(invitation.held, own) && invitation.state === 'open').toBe(true)
    invitation.state = 'withdrawn'
  }
  if (action.kind === 'change' || action.kind === 'expel') {
    const target = world.people[action.target]
    const before = target && world.held.get(target.actor.id)
    if (!target) return
    const userId = target.actor.id
    const to = action.kind === 'change' ? world.rights(action.role, action.reach) : null
    const done = await attempt<unknown>(async () =>
      to
        ? changeMemberRole(caller, parsed(changeMemberRole.input.safeParse({ userId, ...to.stored })))
        : revokeMember(caller, { userId }),
    )
    if (!done) return
    expect(before && manages && isWithin(before, own) && (!to || isWithin(to.held, own))).toBe(true)
    if (to) world.held.set(userId, to.held)
    else world.held.delete(userId)
    expect(world.owners()).toBeGreaterThan(0)
  }
}

async function accept(world: World, at: number): Promise<void> {
  const invitation = world.invitations[at]
  if (!invitation) return
  const inviter = world.held.get(invitation.inviter)
  const input = { token: invitation.token, name: 'Guest', password: null, ip: newId() }
  const joined = await attempt(() => acceptInvitation(visitorAt(world.partner), input))
  const mayStill =
    inviter !== undefined &&
    ROLE_PERMISSIONS[inviter.role].includes('member.manage') &&
    isWithin(invitation.held, inviter)
  expect(joined !== null).toBe(invitation.state === 'open' && mayStill)
  if (!joined) return
  invitation.state = 'used'
  world.held.set(joined.userId, invitation.held)
}

/** The database holds exactly the model's rights: nobody has more, nobody lost any. */
async function compare(world: World): Promise<void> {
  const rows = await platformQuery<{ user_id: string; role: Role; all_clients: boolean; client_ids: string[] }>(
    'SELECT user_id, role, all_clients, client_ids FROM membership WHERE tenant_id = $1 AND revoked_at IS NULL ORDER BY user_id',
    [world.partner.tenantId],
  )
  const real = rows.map((row) => [row.user_id, row.role, row.all_clients ? null : [...row.client_ids].sort()])
  const model = [...world.held]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { role, clients }]) => [id, role, clients && [...clients].sort()])
  expect(real).toEqual(model)
}

it('never lets anybody exceed the rights of the model, whatever the order of invitations and changes', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 30, size: 'max' }), async (steps) => {
      const world = await newWorld()
      for (const action of steps) await apply(world, action)
      await compare(world)
    }),
    { numRuns: 60, endOnFailure: true },
  )
})

it('lets the machine create partners only: it is nobody’s inviter', async () => {
  const { tenantId } = await castPartner()
  const input = { email: 'x@cast.example', role: 'partner_operator' as const, allClients: true, clientIds: [] }
  await expect(createInvitation(machine(tenantId), input)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
