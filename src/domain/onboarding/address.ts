import { zSlug } from '@/domain/client/schema'

/** Labels that mean something else under a platform's domain: services, mail, trust, and words people would believe. */
const RESERVED = `
about abuse account accounts admin administrator andon api app apps assets auth autoconfig autodiscover billing blog cdn
community console contact dashboard demo dev developer docs download email events example ftp git graph help hooks host
hostmaster hosting imap info internal invoice ipv4 ipv6 isatap legal localhost login mail mailer metrics mobile monitoring
mta-sts mx myaccount ns ns1 ns2 office official pay payment payments ping platform pop pop3 portal postmaster privacy proxy
readyz healthz register reports root sales secure security service services shop sign-in sign-up signin signup smtp ssh ssl
sso staff staging start static status store support system team test tls token trust update updates verify wall web webmail
webmaster wiki wpad www www1 www2`

/** Letters that look alike in a sans-serif face become one. The SQL twin is `SKELETON_SQL`; a test holds them together. */
export function skeleton(slug: string): string {
  return slug
    .replaceAll('-', '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replace(/[01i5]/g, (letter) => ({ '0': 'o', '1': 'l', i: 'l', '5': 's' })[letter] ?? letter)
}

/** `skeleton` of a column, for PostgreSQL. */
export const skeletonSql = (column: string) =>
  `translate(replace(replace(replace(replace(${column}, '-', ''), 'rn', 'm'), 'vv', 'w'), 'cl', 'd'), '01i5', 'olls')`

const words = RESERVED.trim().split(/\s+/)
const RESERVED_SHAPES: ReadonlySet<string> = new Set(words.map(skeleton))

/** Why nobody may have this address, or null. */
export function addressProblem(slug: string): 'short' | 'digits' | 'reserved' | null {
  if (slug.length < 3) return 'short'
  if (/^[\d-]+$/.test(slug)) return 'digits'
  return RESERVED_SHAPES.has(skeleton(slug)) ? 'reserved' : null
}

const SENTENCE = {
  short: 'slug: must have at least 3 characters',
  digits: 'slug: must contain a letter',
  reserved: 'slug: this word is reserved, or looks like one that is; choose another',
} as const

/** The first label of a partner's address. Hyphens never stand in pairs, so no `xn--` label passes. */
export const zPartnerSlug = zSlug.superRefine((slug, ctx) => {
  const problem = addressProblem(slug)
  if (problem) ctx.addIssue({ code: 'custom', message: SENTENCE[problem] })
})

const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u]

/** A word of two alphabets, or a character nobody sees: how names of others are imitated. */
export function isDeceptiveName(name: string): boolean {
  if (/\p{Cf}|\p{Co}/u.test(name)) return true
  return name.split(/[^\p{L}\p{M}]+/u).some((word) => SCRIPTS.filter((script) => script.test(word)).length > 1)
}
