import { z } from 'zod'
import { zHexColor } from '@/domain/brand/schema'
import { zName } from '@/domain/client/schema'
import { LOCALES, zEmail, zPassword } from '@/domain/member/schema'
import { zPartnerSlug } from '@/domain/onboarding/address'
import { trialEnd } from '@/domain/plan/standing'
import { asPlatform } from '@/infra/db'
import { hashPasswordInTurn } from '@/infra/password'
import { defaultHost } from '@/infra/public-url'
import { newId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { prepared } from '../prepared'
import { forgetHost } from './resolve-host'

const partner = {
  slug: zPartnerSlug,
  name: zName('name'),
  brandName: zName('brandName', 60),
  brandColor: zHexColor,
  locale: z.enum(LOCALES, 'locale: must be en or de').default('en'),
  /** signed up by itself: tries everything, without a card; else whoever runs the installation gives it everything */
  isTrial: z.boolean().optional(),
}
const owner = { email: zEmail, name: zName('owner.name', 80) }
const spec = {
  action: 'partner.create',
  can: 'system',
  input: z.strictObject({ ...partner, owner: z.strictObject({ ...owner, password: zPassword.optional() }) }),
} as const

const ready = z.strictObject({ ...partner, owner: z.strictObject({ ...owner, passwordHash: z.string().nullable() }) })

/** Partner, host and first owner: rows above every partner. A known address keeps its account. */
function give(
  ctx: MutationContext,
  host: string,
  { owner: person, isTrial: _isTrial, ...facts }: z.output<typeof ready>,
): Promise<string> {
  const { tx, now, scope } = ctx
  const { tenantId } = scope
  return asPlatform(tx, async () => {
    await tx.partner.create({ data: { tenantId, ...facts, createdAt: now } })
    await tx.host.create({ data: { host, tenantId } })
    await tx.userAccount.createMany({
      data: [{ id: newId(), ...person, locale: facts.locale, createdAt: now }],
      skipDuplicates: true,
    })
    const { id, name } = await tx.userAccount.findUniqueOrThrow({ where: { email: person.email } })
    const rights = { role: 'partner_owner' as const, allClients: true, clientIds: [] }
    await tx.membership.create({ data: { tenantId, userId: id, ...rights, email: person.email, name, createdAt: now } })
    return id
  })
}

function firstEntitlement(now: Date, isTrial: boolean) {
  const given = isTrial
    ? { plan: 'trial', state: 'trial', source: 'trial', trialEndsAt: trialEnd(now) }
    : { plan: 'scale', state: 'active', source: 'manual' }
  return { ...given, since: now, changedAt: now }
}

const create = mutation({ ...spec, input: ready }, async (ctx, input) => {
  const { tenantId } = ctx.scope
  const host = defaultHost(input.slug)
  const userId = await give(ctx, host, input)
  await ctx.tx.counter.createMany({ data: [{ tenantId, name: 'incident' }], skipDuplicates: true })
  await ctx.tx.entitlement.create({ data: { tenantId, ...firstEntitlement(ctx.now, input.isTrial === true) } })
  forgetHost(host)
  const after = { slug: input.slug, name: input.name, host, owner: input.owner.email }
  return audited({ tenantId, host, userId }, { subject: { kind: 'partner', id: tenantId, name: input.name }, after })
})

/**
 * A new partner with its address and first owner. The caller's scope names the tenant id it will have
 * (`mintScope(newId(), null)`); only the machine may call it: seed, CLI, sign-up.
 */
export const createPartner = prepared(
  spec,
  async (_, { owner: { password, ...person }, ...facts }) => {
    const passwordHash = password === undefined ? null : await hashPasswordInTurn(password)
    return { ...facts, owner: { ...person, passwordHash } }
  },
  create,
)

/** The same inside a transaction that knows the owner already: the last step of a sign-up. */
export const createPartnerWithin = create.within
