import { z } from 'zod'
import type { MonthFigures } from '@/domain/month/figures'
import { getMonth } from '@/services/month/get'
import { listMonths } from '@/services/month/list'
import { previewMonth } from '@/services/month/preview'
import { type RestRoute, route } from '../route'

/** docs/months.md §9; the product's own form names things by id. */
const Figures = z.record(z.string(), z.unknown()).meta({ id: 'MonthFigures' }) as unknown as z.ZodType<
  unknown,
  MonthFigures
>

const Row = z
  .object({
    clientId: z.uuid(),
    clientName: z.string(),
    slug: z.string(),
    month: z.string(),
    zone: z.string(),
    digest: z.string(),
    frozenBy: z.string(),
    frozenAt: z.date(),
    addenda: z.int(),
    currency: z.string().nullable(),
    creditMinor: z.int().nullable(),
    objectives: z.int(),
    missed: z.int(),
  })
  .meta({ id: 'FrozenMonth' })

const Addendum = z
  .object({
    number: z.int(),
    reason: z.string(),
    changes: z.array(z.object({ id: z.string(), before: z.unknown(), after: z.unknown() })),
    digest: z.string(),
    previousDigest: z.string(),
    inputsDigest: z.string(),
    addedBy: z.string(),
    addedAt: z.date(),
  })
  .meta({ id: 'MonthAddendum' })

const Frozen = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    month: z.string(),
    zone: z.string(),
    figures: Figures,
    digest: z.string(),
    inputsDigest: z.string(),
    reason: z.string().nullable(),
    frozenBy: z.string(),
    frozenAt: z.date(),
    addenda: z.array(Addendum),
  })
  .meta({ id: 'MonthStatement' })

export const monthRoutes: readonly RestRoute[] = [
  route('GET /api/v1/months', listMonths, z.object({ items: z.array(Row) }).meta({ id: 'FrozenMonths' }), {
    summary: 'List frozen months',
  }),
  route('GET /api/v1/months/{clientId}/{month}', getMonth, Frozen, {
    summary: 'Read a frozen month with its digests and addenda',
    description: 'The digest is the SHA-256 of the figures in canonical form (RFC 8785).',
  }),
  route(
    'GET /api/v1/months/{clientId}',
    previewMonth,
    z.object({ figures: Figures, asOf: z.date() }).meta({ id: 'MonthPreview' }),
    {
      summary: 'Read the figures of a month as of now',
      description: 'Of the month that runs, or of the one named by `month`.',
    },
  ),
]
