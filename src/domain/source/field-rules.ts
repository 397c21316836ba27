import { z } from 'zod'

/** What is done with a value before anything is stored. */
export const FIELD_ACTIONS = ['drop', 'hash'] as const
export type FieldAction = (typeof FIELD_ACTIONS)[number]

/** Where content stands that is not needed to tell runs apart. Ids, times and names of workflows are no content. */
const ROOTS = ['data', 'keys', 'measures', 'error'] as const
const RULES_MAX = 50
const SEGMENTS_MAX = 12
const PATH = /^[^.\p{Cc}\p{Cs}]{1,200}(\.[^.\p{Cc}\p{Cs}]{1,200})*$/u

export interface FieldRule {
  /** dot path in the event; `*` stands for every element of a list and every name */
  path: string
  action: FieldAction
}

/** What is wrong with a rule, or null. A hash is a text: it can stand only where a text may. */
export function fieldRuleProblem({ path, action }: FieldRule): string | null {
  const segments = path.split('.')
  const [root, ...rest] = segments
  if (!PATH.test(path) || segments.length > SEGMENTS_MAX)
    return `path: write names with dots between, at most ${SEGMENTS_MAX}, e.g. data.customer.email or data.lines.*.name`
  if (!ROOTS.some((each) => each === root)) return `path: must begin with ${ROOTS.join(', ')}`
  if (action === 'drop' || root === 'data') return null
  if (root === 'measures') return 'action: a measure is a number and cannot be hashed; drop it'
  return rest.length === 0 ? `action: "${root}" as a whole can only be dropped; hash ${root}.*` : null
}

const zFieldRule = z
  .strictObject({
    path: z.string('path: must be text').trim().max(400, 'path: must have at most 400 characters'),
    action: z.enum(FIELD_ACTIONS, `action: must be ${FIELD_ACTIONS.join(' or ')}`),
  })
  .superRefine((rule, ctx) => {
    const problem = fieldRuleProblem(rule)
    if (problem) ctx.addIssue({ code: 'custom', message: problem })
  })

/** The rules of a source, in their order. */
export const FieldRules = z.array(zFieldRule).max(RULES_MAX, `fieldRules: at most ${RULES_MAX} rules`)
