import { ProfileInput } from '@/domain/member/schema'
import { asPlatform } from '@/infra/db'
import { changes } from '@/lib/changes'
import { audited, mutation, unchanged } from '../define'
import { requireUser } from './store'

/** The caller's own name and language, at every partner they work for. */
export const updateProfile = mutation(
  { action: 'member.updateProfile', can: 'self', input: ProfileInput },
  async (ctx, profile) => {
    const { id } = requireUser(ctx)
    const changed = await asPlatform(ctx.tx, async () => {
      const { name, locale } = await ctx.tx.userAccount.findUniqueOrThrow({
        where: { id },
        select: { name: true, locale: true },
      })
      const differing = changes({ name, locale }, profile)
      if (!differing) return null
      await ctx.tx.userAccount.update({ where: { id }, data: differing.after })
      await ctx.tx.membership.updateMany({ where: { userId: id }, data: { name: profile.name } })
      return differing
    })
    if (!changed) return unchanged(profile, 'nothing differs')
    return audited(profile, { subject: { kind: 'member', id, name: profile.name }, ...changed })
  },
)
