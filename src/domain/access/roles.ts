/** Feature a7. Partner roles see all clients unless limited; client roles always name their clients. */
export const ROLES = [
  'partner_owner',
  'partner_operator',
  'partner_approver',
  'partner_billing',
  'partner_auditor',
  'client_executive',
  'client_plant',
  'client_it',
  'client_quality',
  'client_auditor',
] as const
export type Role = (typeof ROLES)[number]

/** True for roles held by people of the manufacturer. */
export function isClientRole(role: Role): boolean {
  return role.startsWith('client_')
}
