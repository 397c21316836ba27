import type { Page } from 'playwright-core'
import { personCaller } from '~/prisma/seed/callers'
import { rows } from '../_database'
import type { Partner } from '../_world'
import { ownerMail, type Sender, type Walk } from './first-hour'

/** Where the story stands: its window, its words, and whose it is. */
export interface Chapter extends Walk {
  here: Partner
  sender: Sender
  phone: Page
}

const FIND = `
SELECT m.tenant_id AS "tenantId", m.user_id AS "userId" FROM membership m JOIN user_account u ON u.id = m.user_id
WHERE u.email = $1`

/** The partner that signed up in this window. */
export async function partnerOf(walk: Walk): Promise<Partner> {
  const email = ownerMail(walk)
  const [found] = await rows<{ tenantId: string; userId: string }>(FIND, [email])
  if (!found) throw new Error('nobody signed up')
  const { origin, hostname: host } = new URL(walk.page.url())
  const name = 'Ada Brandt'
  const caller = personCaller(found.tenantId, { userId: found.userId, name, role: 'partner_owner' })
  return { tenantId: found.tenantId, host, origin, owner: { name, email, caller } }
}
