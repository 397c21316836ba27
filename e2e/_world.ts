import type { Role } from '@/domain/access/roles'
import { closePools } from '@/infra/db'
import { closeRateLimits } from '@/infra/rate-limit'
import { newId } from '@/lib/ids'
import type { Caller } from '@/services/context'
import { acceptInvitation } from '@/services/invitation/accept'
import { createInvitation } from '@/services/invitation/create'
import { setDuty } from '@/services/member/set-duty'
import { createPartner } from '@/services/partner/create'
import { personCaller, systemCaller, visitorCaller } from '~/prisma/seed/callers'
import { type SeededPlant, seedPlant } from '~/prisma/seed/plant'
import { brueckner } from '~/prisma/seed/plants/brueckner'
import { lakeshore } from '~/prisma/seed/plants/lakeshore'
import type { DemoPlant } from '~/prisma/seed/plants/plant'
import { closeDatabase } from './_database'
import { BASE } from './_env'
import { linkIn, mailTo, tokenIn } from './_mail'

export interface Person {
  name: string
  email: string
  caller: Caller
}

/** A partner of a journey's own: every journey can run alone, twice, or beside the others. */
export interface Partner {
  tenantId: string
  host: string
  /** the partner's address in a browser */
  origin: string
  owner: Person
}

/** Three processes with one automation each are enough where the number does not matter. */
function small(plant: DemoPlant): DemoPlant {
  const processes = plant.processes.slice(0, 3)
  const workflows = processes.flatMap(({ slug }) => plant.workflows.find(({ process }) => process === slug) ?? [])
  return { ...plant, workflows, processes }
}

export const BRUECKNER = small(brueckner)
export const LAKESHORE = small(lakeshore)

async function partner(name: string, slug: string, ownerName: string): Promise<Partner> {
  const host = `${slug}-${newId().slice(-6)}`
  const [tenantId, email] = [newId(), `${ownerName.split(' ')[0]?.toLowerCase()}@${host}.example`]
  const facts = { slug: host, name, brandName: name, brandColor: '#0e545e', locale: 'en' as const }
  const { userId } = await createPartner(systemCaller(tenantId), { ...facts, owner: { name: ownerName, email } })
  const caller = personCaller(tenantId, { userId, name: ownerName, role: 'partner_owner' })
  const address = `${host}.localhost`
  return {
    tenantId,
    host: address,
    origin: `http://${address}:${BASE.port}`,
    owner: { name: ownerName, email, caller },
  }
}

export const nordlicht = () => partner('Nordlicht Automation', 'nordlicht', 'Ada Brandt')
export const suedwerk = () => partner('Südwerk Systems', 'suedwerk', 'Mallory Kern')

/** One manufacturer with its automations, key and public portal, taken in as the owner would. */
export const plantOf = ({ owner }: Partner, plant: DemoPlant): Promise<SeededPlant> => seedPlant(owner.caller, plant)

/** Invites somebody and follows the invitation for them; `clientIds` empty = all clients. */
export async function join(
  { tenantId, host, owner }: Partner,
  person: { name: string; role: Role; clientIds?: string[]; password?: string },
): Promise<Person> {
  const { name, role, clientIds = [], password = null } = person
  const email = `${name.split(' ')[0]?.toLowerCase()}@${host.replace('.localhost', '')}.example`
  const rights = { role, allClients: clientIds.length === 0, clientIds }
  await createInvitation(owner.caller, { email, ...rights })
  // From the mail, as they would: once it is sent, the token stands nowhere else.
  const token = tokenIn(linkIn(await mailTo({ tenantId }, email, 'invitation'), '/invitation/'))
  const { userId } = await acceptInvitation(visitorCaller(tenantId), { token, name, password, ip: null })
  return { name, email, caller: personCaller(tenantId, { userId, name, role }) }
}

/** An operator who gets the mails. */
export async function onDuty(where: Partner, name: string): Promise<Person> {
  const person = await join(where, { name, role: 'partner_operator' })
  const { actor } = person.caller
  if (actor.kind === 'user') await setDuty(person.caller, { userId: actor.id, isOnDuty: true })
  return person
}

/** Ends what the builder opened in this process. */
export async function leaveWorld(): Promise<void> {
  closeRateLimits()
  await Promise.all([closePools(), closeDatabase()])
}
