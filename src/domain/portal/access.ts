/** Who may open a portal. `closed`: only the partner's people who set it up. */
export const PORTAL_ACCESS = ['closed', 'public', 'link', 'members'] as const
export type PortalAccess = (typeof PORTAL_ACCESS)[number]

/** What is known of a reader. */
export interface PortalReader {
  /** the secret in the address is this portal's */
  hasKey: boolean
  /** an address with a secret was used, right or wrong */
  triedKey: boolean
  /** the client is among what a signed-in reader sees; null: nobody is signed in */
  member: { isOfClient: boolean; mayManage: boolean } | null
}

/** `sign-in` says nothing about whether there is such a portal: it is the answer for every address that is not open. */
export type PortalDecision = 'open' | 'sign-in' | 'absent'

/** Whether this reader sees this portal. `access` null: there is none. The secret opens a link's portal only. */
export function decideAccess(access: PortalAccess | null, { hasKey, triedKey, member }: PortalReader): PortalDecision {
  if (triedKey) return access === 'link' && hasKey ? 'open' : 'absent'
  if (access === 'public') return 'open'
  if (!member) return 'sign-in'
  if (access === null || !member.isOfClient) return 'absent'
  return access === 'closed' && !member.mayManage ? 'absent' : 'open'
}
