import type { Role } from '@/domain/access/roles'
import { platformQuery } from '@/infra/db'
import type { Caller } from '@/services/context'
import { acceptInvitation } from '@/services/invitation/accept'
import { createInvitation } from '@/services/invitation/create'
import { setDuty } from '@/services/member/set-duty'
import { personCaller, visitorCaller } from './callers'

export interface DemoPerson {
  name: string
  email: string
  role: Role
  /** slugs of the clients they see; empty = all */
  clients: readonly string[]
  isOnDuty?: boolean
}

/** Who works at Nordlicht, and who reads at its clients. */
export const PEOPLE: readonly DemoPerson[] = [
  { name: 'Ben Okafor', email: 'ben@nordlicht.example', role: 'partner_operator', clients: [], isOnDuty: true },
  { name: 'Mara Lindqvist', email: 'mara@nordlicht.example', role: 'partner_operator', clients: ['lakeshore', 'vela'] },
  { name: 'Carl Lindholm', email: 'carl@nordlicht.example', role: 'partner_approver', clients: [] },
  { name: 'Nora Weiss', email: 'nora@nordlicht.example', role: 'partner_approver', clients: [] },
  { name: 'Quinn Adeyemi', email: 'quinn@audit.example', role: 'partner_auditor', clients: [] },
  { name: 'Cleo Albrecht', email: 'cleo@brueckner-pumpen.example', role: 'client_plant', clients: ['brueckner'] },
  { name: 'Inés Molina', email: 'i.molina@vela-dental.example', role: 'client_executive', clients: ['vela'] },
]

const TOKEN = `SELECT payload->>'token' AS token FROM outbox WHERE tenant_id = $1 AND topic = 'member.invited' AND payload->>'invitationId' = $2`

/** Invites each person and accepts for them, through the same verbs as everybody. */
export async function seedPeople(owner: Caller, clientIds: ReadonlyMap<string, string>): Promise<void> {
  for (const person of PEOPLE) await seedPerson(owner, person, clientIds)
}

async function seedPerson(owner: Caller, person: DemoPerson, clientIds: ReadonlyMap<string, string>): Promise<void> {
  const { tenantId } = owner.scope
  const clients = person.clients.flatMap((slug) => clientIds.get(slug) ?? [])
  const rights = { role: person.role, allClients: clients.length === 0, clientIds: clients }
  const { invitationId } = await createInvitation(owner, { email: person.email, ...rights })
  const [row] = await platformQuery<{ token: string }>(TOKEN, [tenantId, invitationId])
  if (!row) throw new Error(`the invitation of ${person.email} has no token`)
  const { userId } = await acceptInvitation(visitorCaller(tenantId), {
    token: row.token,
    name: person.name,
    password: null,
    ip: null,
  })
  if (person.isOnDuty)
    await setDuty(personCaller(tenantId, { userId, name: person.name, role: person.role }), { userId, isOnDuty: true })
}
