import type { Role } from './roles'

/** What a caller may do. Each verb names exactly one; the denial matrix and the docs table are generated from here. */
export const PERMISSIONS = [
  'client.read',
  'client.manage',
  'workflow.read',
  'workflow.manage',
  'event.write',
  'expectation.manage',
  'calendar.manage',
  'objective.manage',
  'contract.manage',
  'maintenance.request',
  'month.freeze',
  'connection.manage',
  'event.inspect',
  'governance.read',
  'governance.manage',
  'change.request',
  'approval.decide',
  'pack.export',
  'incident.read',
  'incident.respond',
  'response.manage',
  'channel.manage',
  'portal.manage',
  'report.read',
  'report.release',
  'member.read',
  'member.manage',
  'key.manage',
  'brand.manage',
  'audit.read',
  'billing.read',
  'billing.manage',
  'mail.read',
  'portal.read',
  'self',
  'sign-in',
  'system',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** Never a person's: senders' keys, public pages, the machine itself. */
const IMPERSONAL: readonly Permission[] = ['event.write', 'sign-in', 'portal.read', 'system']

const READ: Permission[] = ['client.read', 'workflow.read', 'incident.read', 'governance.read', 'report.read', 'self']

/** Role → permissions. Client roles never manage anything of the partner. */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  partner_owner: PERMISSIONS.filter((permission) => !IMPERSONAL.includes(permission)),
  partner_operator: [
    ...READ,
    'client.manage',
    'workflow.manage',
    'expectation.manage',
    'calendar.manage',
    'objective.manage',
    'maintenance.request',
    'connection.manage',
    'event.inspect',
    'governance.manage',
    'change.request',
    'incident.respond',
    'response.manage',
    'portal.manage',
    'member.read',
    'mail.read',
  ],
  partner_approver: [
    ...READ,
    'maintenance.request',
    'change.request',
    'approval.decide',
    'incident.respond',
    'report.release',
    'member.read',
    'audit.read',
  ],
  partner_billing: [...READ, 'billing.read', 'billing.manage'],
  partner_auditor: [...READ, 'member.read', 'audit.read', 'pack.export'],
  client_executive: READ,
  client_plant: READ,
  client_it: READ,
  client_quality: READ,
  client_auditor: [...READ, 'audit.read', 'pack.export'],
}

export const KEY_SCOPES = ['events:write', 'read', 'write', 'audit'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** API-key scope → permissions. A key never manages people, keys or brand, and never decides an approval. */
export const SCOPE_PERMISSIONS: Record<KeyScope, readonly Permission[]> = {
  'events:write': ['event.write'],
  read: ['client.read', 'workflow.read', 'incident.read', 'governance.read', 'report.read'],
  write: [
    'client.read',
    'workflow.read',
    'incident.read',
    'governance.read',
    'workflow.manage',
    'expectation.manage',
    'calendar.manage',
    'objective.manage',
    'maintenance.request',
    'change.request',
    'incident.respond',
    'channel.manage',
  ],
  // By itself: who reads the trail sees what everybody did, which neither reading nor changing asks for.
  audit: ['audit.read'],
}
