import { z } from 'zod'
import type { Locale } from '@/domain/member/schema'
import { platformQuery } from '@/infra/db'
import { notFound } from '@/lib/errors'
import { query } from '../define'
import { requireUser } from './store'

export interface Me {
  userId: string
  name: string
  email: string
  locale: Locale
  hasPassword: boolean
  totpEnabledAt: Date | null
}

const READ = `
  SELECT id AS "userId", name, email, locale, password_hash IS NOT NULL AS "hasPassword", totp_enabled_at AS "totpEnabledAt"
    FROM user_account WHERE id = $1`

/** The caller's own account. */
export const readMe = query({ action: 'member.me', can: 'self', input: z.strictObject({}) }, async (ctx) => {
  const caller = requireUser(ctx)
  const [me] = await platformQuery<Me>(READ, [caller.id])
  if (!me) throw notFound('account')
  const [duty] = await ctx.sql<{ onDutySince: Date | null }>(
    'SELECT m.on_duty_since AS "onDutySince" FROM membership m WHERE m.tenant_id = :tenant AND m.user_id = $1',
    [caller.id],
  )
  return { ...me, role: caller.role, sessionId: caller.sessionId, onDutySince: duty?.onDutySince ?? null }
})
