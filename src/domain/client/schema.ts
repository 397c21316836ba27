import { z } from 'zod'
import { zZone } from '@/domain/expectation/schema'

/** Host and path labels: lower-case letters, digits and single hyphens. */
export const zSlug = z
  .string('slug: must be text')
  .trim()
  .max(63, 'slug: must have at most 63 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'slug: use lower-case letters, digits and single hyphens, e.g. brueckner-pumpen')

/** A name people read: trimmed, 1 to `max` characters, no control characters. */
export function zName(field: string, max = 120) {
  return z
    .string(`${field}: must be text`)
    .trim()
    .min(1, `${field}: must not be empty`)
    .max(max, `${field}: must have at most ${max} characters`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, `${field}: must not contain control characters`)
}

/** Labels that are ours on every host. */
const RESERVED_SLUGS = new Set([
  'api',
  'app',
  'portal',
  'ping',
  'hooks',
  'www',
  'admin',
  'docs',
  'healthz',
  'readyz',
  'metrics',
  'wall',
])
export const zClientSlug = zSlug.refine((slug) => !RESERVED_SLUGS.has(slug), {
  error: 'slug: this word is reserved; choose another',
})

export const ClientInput = z.strictObject({ slug: zClientSlug, name: zName('name') })
export type ClientInput = z.output<typeof ClientInput>

export const SiteInput = z.strictObject({ slug: zSlug, name: zName('name'), city: zName('city'), zone: zZone })
export type SiteInput = z.output<typeof SiteInput>

/** ISA-95: areas stand under the site, lines under an area. */
const EQUIPMENT_LEVELS = ['area', 'line'] as const
export const EquipmentInput = z.strictObject({
  level: z.enum(EQUIPMENT_LEVELS, 'level: must be area or line'),
  slug: zSlug,
  name: zName('name'),
})
export type EquipmentInput = z.output<typeof EquipmentInput>

/** Materialised unified-namespace path: client/site/area/line. */
export function equipmentPath(parentPath: string, slug: string): string {
  return `${parentPath}/${slug}`
}
