import { z } from 'zod'
import { isClientRole, ROLES } from '@/domain/access/roles'
import { zName } from '@/domain/client/schema'
import { zId } from '@/lib/ids'

/** Trimmed and lower-cased: one person, one spelling. */
export const zEmail = z
  .string('email: must be text')
  .trim()
  .toLowerCase()
  .max(254, 'email: must have at most 254 characters')
  .pipe(z.email('email: must be an address such as ben@nordlicht.example'))

/** At least 12 characters (OWASP); length is the only rule, 200 bounds the hash work. */
export const zPassword = z
  .string('password: must be text')
  .min(12, 'password: must have at least 12 characters')
  .max(200, 'password: must have at most 200 characters')

/** Six digits; blanks in between are how apps show them. */
export const zTotp = z
  .string('code: must be text')
  .transform((code) => code.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'code: must be the six digits of your authenticator app'))

const reach = {
  role: z.enum(ROLES, `role: must be one of ${ROLES.join(', ')}`),
  /** true = every client of the partner, now and later */
  allClients: z.boolean('allClients: must be true or false'),
  clientIds: z
    .array(zId)
    .max(1_000, 'clientIds: name at most 1000 clients, or set allClients')
    .default([])
    .transform((ids) => [...new Set(ids)].sort()),
}

interface Reach {
  role: (typeof ROLES)[number]
  allClients: boolean
  clientIds: string[]
}

/** Says what is wrong with who sees which clients, or null. */
function reachProblem({ role, allClients, clientIds }: Reach): string | null {
  if (allClients && isClientRole(role)) return 'allClients: a role of the manufacturer must name its clients'
  if (allClients && clientIds.length > 0) return 'clientIds: leave empty when allClients is true'
  if (!allClients && clientIds.length === 0) return 'clientIds: name at least one client'
  return null
}

function checkReach(input: Reach, ctx: z.core.$RefinementCtx): void {
  const problem = reachProblem(input)
  if (problem) ctx.addIssue({ code: 'custom', path: [problem.split(':')[0] ?? ''], message: problem })
}

export const InvitationInput = z.strictObject({ email: zEmail, ...reach }).superRefine(checkReach)
export type InvitationInput = z.output<typeof InvitationInput>

export const MembershipInput = z.strictObject({ userId: zId, ...reach }).superRefine(checkReach)
export type MembershipInput = z.output<typeof MembershipInput>

export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]
export const ProfileInput = z.strictObject({
  name: zName('name', 80),
  locale: z.enum(LOCALES, 'locale: must be en or de'),
})
export type ProfileInput = z.output<typeof ProfileInput>
