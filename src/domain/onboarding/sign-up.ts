import { z } from 'zod'
import { zName } from '@/domain/client/schema'
import { LOCALES, zEmail } from '@/domain/member/schema'
import { isDeceptiveName, zPartnerSlug } from './address'

/** A sign-up link works this long, once. */
export const SIGN_UP_LIFE_S = 24 * 3600

const zHonestName = (field: string, max: number) =>
  zName(field, max).refine((name) => !isDeceptiveName(name), {
    error: `${field}: mixes alphabets inside a word, or holds characters nobody can see`,
  })

/** What somebody says about the partner they want to be. */
export const SignUpInput = z.strictObject({
  email: zEmail,
  personName: zHonestName('personName', 80),
  partnerName: zHonestName('partnerName', 60),
  slug: zPartnerSlug,
  locale: z.enum(LOCALES, 'locale: must be en or de'),
})

/** The grey-blue every partner starts with, until it says its own. */
export const FIRST_COLOR = '#0e545e'
