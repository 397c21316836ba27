import { z } from 'zod'

/** What two incidents may have in common. */
export const FACETS = [
  'system',
  'connection',
  'error_class',
  'error_step',
  'site',
  'process',
  'workflow',
  'client',
  'kind',
] as const
export type Facet = (typeof FACETS)[number]

export const MATCH_FIELDS = [
  'error_class',
  'error_step',
  'message',
  'kind',
  'tier',
  'workflow',
  'system',
  'client',
] as const
export type MatchField = (typeof MATCH_FIELDS)[number]

const MATCH_OPS = ['is', 'is_not', 'contains'] as const

const zWords = z
  .string('values: must be text')
  .trim()
  .min(1, 'values: must not be empty')
  .max(120, 'values: must have at most 120 characters')

export const MatchCondition = z.strictObject({
  field: z.enum(MATCH_FIELDS, `field: must be one of ${MATCH_FIELDS.join(', ')}`),
  op: z.enum(MATCH_OPS, `op: must be one of ${MATCH_OPS.join(', ')}`),
  /** one of them is enough */
  values: z.array(zWords).min(1, 'values: name at least one').max(20, 'values: at most 20'),
})
export type MatchCondition = z.output<typeof MatchCondition>

const seconds = (name: string, min: number, max: number) =>
  z
    .int(`${name}: must be whole seconds`)
    .min(min, `${name}: must be at least ${min} s`)
    .max(max, `${name}: must be at most ${max} s`)

/** One rule: who matches, what they share, and how the group lives. */
export const CorrelationSpec = z
  .strictObject({
    /** client: groups end at the client's wall; partner: across clients, each sealed from the other */
    reach: z.enum(['client', 'partner'], 'reach: must be client or partner'),
    match: z.strictObject({
      mode: z.enum(['all', 'any'], 'mode: must be all or any'),
      conditions: z.array(MatchCondition).max(10, 'conditions: at most 10'),
    }),
    groupBy: z
      .array(z.enum(FACETS, `groupBy: must be of ${FACETS.join(', ')}`))
      .min(1, 'groupBy: name at least one thing they share')
      .max(4, 'groupBy: at most 4')
      .refine((facets) => new Set(facets).size === facets.length, 'groupBy: name each thing once'),
    /** an incident joins a group whose last one began at most this long before or after */
    windowS: seconds('windowS', 60, 86_400),
    /** so many make a group */
    threshold: z
      .int('threshold: must be a whole number')
      .min(1, 'threshold: at least 1')
      .max(50, 'threshold: at most 50'),
    /** below the threshold, an incident waits so long before it is told on its own; 0: told at once */
    waitS: seconds('waitS', 0, 900),
    /** all: the group ends with its last; head: with its first, and the rest stand for themselves */
    resolve: z.enum(['all', 'head'], 'resolve: must be all or head'),
    /** the end is told only when it has held so long */
    resolveDelayS: seconds('resolveDelayS', 0, 3_600),
    /** what comes back within this time after the end continues the group */
    reopenDelayS: seconds('reopenDelayS', 0, 86_400),
  })
  .refine(({ threshold, waitS }) => threshold > 1 || waitS === 0, {
    path: ['waitS'],
    message: 'waitS: waiting needs a threshold of at least 2',
  })
export type CorrelationSpec = z.output<typeof CorrelationSpec>

export const RuleName = z
  .string('name: must be text')
  .trim()
  .min(1, 'name: must not be empty')
  .max(80, 'name: must have at most 80 characters')
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'name: must not contain control characters')

export interface CorrelationRule {
  id: string
  name: string
  isEnabled: boolean
  /** lower first: the first rule that fits decides */
  position: number
  spec: CorrelationSpec
}
