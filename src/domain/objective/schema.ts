import { z } from 'zod'
import { zZone } from '@/domain/expectation/schema'
import { zId } from '@/lib/ids'

/** occurrences = good runs of all runs; obligations = kept slots of all due slots; timeslices = good slices of all slices. */
export const OBJECTIVE_FORMS = ['occurrences', 'obligations', 'timeslices'] as const
export type ObjectiveForm = (typeof OBJECTIVE_FORMS)[number]

export const SCOPE_KINDS = ['workflow', 'process', 'site', 'client'] as const
export type ScopeKind = (typeof SCOPE_KINDS)[number]

/** Which time counts: the plant's open hours, or all of it. */
export const OBJECTIVE_CALENDARS = ['plant', 'always'] as const
export type ObjectiveCalendar = (typeof OBJECTIVE_CALENDARS)[number]

export type ObjectiveWindow = { kind: 'calendar_month' } | { kind: 'rolling'; days: number }

/** A promise that can be counted, as decisions read it. */
export interface Objective {
  id: string
  clientId: string
  name: string
  form: ObjectiveForm
  scope: { kind: ScopeKind; id: string }
  targetPpm: number
  window: ObjectiveWindow
  /** IANA; days and months are local to it */
  zone: string
  calendar: ObjectiveCalendar
  /** length of a slice; read by timeslices only */
  sliceS: number
  /** occurrences: a success that took longer is bad; null = any duration is good */
  maxDurationMs: number | null
}

const DAY_MS = 86_400_000

const zTarget = z
  .int('targetPpm: must be a whole number of parts per million')
  .min(500_000, 'targetPpm: must be at least 500000 (50 %)')
  .max(1_000_000, 'targetPpm: must be at most 1000000 (100 %)')

const zWindow = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('calendar_month') }),
    z.strictObject({
      kind: z.literal('rolling'),
      days: z
        .int('window.days: must be a whole number of days')
        .min(1, 'window.days: must be at least 1')
        .max(366, 'window.days: must be at most 366'),
    }),
  ],
  { error: 'window: must be {"kind":"calendar_month"} or {"kind":"rolling","days":30}' },
)

/** What can be chosen of an objective. Its client follows from its scope. */
export const ObjectiveInput = z.strictObject({
  name: z
    .string('name: must be text')
    .trim()
    .min(1, 'name: must not be empty')
    .max(200, 'name: must have at most 200 characters')
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'name: must not contain control characters'),
  form: z.enum(OBJECTIVE_FORMS, `form: must be one of ${OBJECTIVE_FORMS.join(', ')}`),
  scope: z.strictObject({
    kind: z.enum(SCOPE_KINDS, `scope.kind: must be one of ${SCOPE_KINDS.join(', ')}`),
    id: zId,
  }),
  targetPpm: zTarget,
  window: zWindow.default({ kind: 'calendar_month' }),
  zone: zZone,
  calendar: z.enum(OBJECTIVE_CALENDARS, 'calendar: must be plant or always').default('plant'),
  sliceS: z
    .int('sliceS: must be a whole number of seconds')
    .refine((s) => [60, 120, 180, 240, 300].includes(s), 'sliceS: must be 60, 120, 180, 240 or 300 seconds')
    .default(60),
  maxDurationMs: z
    .int('maxDurationMs: must be a whole number of milliseconds')
    .min(1, 'maxDurationMs: must be at least 1')
    .max(7 * DAY_MS, 'maxDurationMs: must be at most 604800000 (7 days)')
    .nullish()
    .transform((value) => value ?? null),
})
export type ObjectiveInput = z.output<typeof ObjectiveInput>

/** What an objective measures, counted. */
export interface Setup {
  /** workflows in scope that are not retired */
  workflows: number
  /** expectations of those workflows */
  expectations: number
}

export type SetupProblem = 'no_workflows' | 'no_expectations'

/** Why an objective can measure nothing, or null. Runs need no expectation; slots and slices are made of them. */
export function setupProblem(form: ObjectiveForm, { workflows, expectations }: Setup): SetupProblem | null {
  if (workflows === 0) return 'no_workflows'
  return form !== 'occurrences' && expectations === 0 ? 'no_expectations' : null
}
