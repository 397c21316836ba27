import { z } from 'zod'
import { FieldRules } from '@/domain/source/field-rules'
import { readFieldRules } from '@/services/source/read-field-rules'
import { type RestRoute, route } from '../route'

const SourceFieldRules = z
  .object({ sourceId: z.uuid(), version: z.int().min(0).describe('0: none were ever set'), rules: FieldRules })
  .meta({ id: 'SourceFieldRules', description: 'What of a source’s events is dropped or hashed before it is stored.' })

export const sourceRoutes: readonly RestRoute[] = [
  route('GET /api/v1/sources/{sourceId}/field-rules', readFieldRules, SourceFieldRules, {
    summary: 'Read the field rules of a source',
    description: 'They are set by people in the console: a sender cannot lift the rules that bind it.',
  }),
]
