import { z } from 'zod'
import { jsonProblem, MAX_DEPTH, MAX_STRING, stringProblem } from '@/lib/json'

/** Longest id, workflow, execution and other names (UTF-16 units). */
export const MAX_NAME = 200
export const MAX_KEYS = 32
/** durationMs and attempt are PostgreSQL integers. */
export const MAX_INT = 2_147_483_647

const EXECUTION_TYPES = ['execution.started', 'execution.succeeded', 'execution.failed', 'execution.cancelled'] as const
export const FREE_TYPES = ['log', 'business'] as const
const STEP_TYPE = /^step\.[A-Za-z0-9_.-]{1,64}$/
type ExecutionType = (typeof EXECUTION_TYPES)[number]
export type EventType = ExecutionType | (typeof FREE_TYPES)[number] | `step.${string}`
const FIXED_TYPES: ReadonlySet<string> = new Set([...EXECUTION_TYPES, ...FREE_TYPES])

export function isEventType(type: string): type is EventType {
  return FIXED_TYPES.has(type) || STEP_TYPE.test(type)
}

/** C0, DEL, C1 (invisible in lists, forgeable in logs) and halves of surrogate pairs (not storable). */
export const CONTROL = /[\p{Cc}\p{Cs}]/u
export const KEY_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/
/** W3C Trace Context level 1: version ff and all-zero ids are invalid. */
export const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/
/** RFC 3339 needs seconds and an offset; PostgreSQL has no year 0. */
const RFC3339_FORM = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/** What each field must be; the words both validators answer with. */
export const REASONS = {
  event: 'event: must be a JSON object',
  id: `id: must be a string of 1 to ${MAX_NAME} characters without control characters; it is your idempotency key`,
  workflow: `workflow: must be a string of 1 to ${MAX_NAME} characters without control characters, e.g. "order-release"`,
  execution: `execution: must be a string of 1 to ${MAX_NAME} characters without control characters; it names one run`,
  executionMissing: 'execution: is required for execution.* and step.* events; send the id of the run',
  type: 'type: must be execution.started, execution.succeeded, execution.failed, execution.cancelled, step.<name>, log or business',
  time: 'time: must be RFC 3339 with offset, e.g. 2026-11-23T10:00:00Z',
  attempt: `attempt: must be a whole number from 1 to ${MAX_INT}`,
  version: `version: must be a string of 1 to ${MAX_NAME} characters without control characters`,
  definitionHash: `definitionHash: must be a string of 1 to ${MAX_NAME} characters without control characters`,
  durationMs: `durationMs: must be a whole number of milliseconds from 0 to ${MAX_INT}`,
  error: `error: must be an object with class, message, step; class and step up to ${MAX_NAME}, message up to ${MAX_STRING} characters`,
  keys: `keys: must be an object of at most ${MAX_KEYS} strings of 1 to ${MAX_NAME} characters, e.g. {"order":"4711"}; names start with a letter`,
  measures: `measures: must be an object of at most ${MAX_KEYS} finite numbers, e.g. {"rows":12}; names start with a letter`,
  site: `site: must be a string of 1 to ${MAX_NAME} characters without control characters`,
  traceparent: 'traceparent: must be a W3C trace context, e.g. 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  data: `data: must be JSON; strings up to ${MAX_STRING} characters, the event at most ${MAX_DEPTH} levels deep`,
} as const

const zName = (reason: string) =>
  z
    .string(reason)
    .min(1, reason)
    .max(MAX_NAME, reason)
    .refine((s) => !CONTROL.test(s), reason)

/** Low-code senders write null for "none": the same as leaving the field out. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined)

const zText = (max: number) => z.string(REASONS.error).refine((s) => stringProblem(s, max) === null, REASONS.error)
/** zod leaves "__proto__" out of what it copies; here it is refused like any other bad name. */
const hasProto = (raw: unknown) => typeof raw === 'object' && raw !== null && Object.hasOwn(raw, '__proto__')
const zRecord = <T extends z.ZodType>(value: T, reason: string) =>
  z
    .custom<object>((raw) => !hasProto(raw), reason)
    .pipe(z.record(z.string().regex(KEY_NAME, reason), value, reason))
    .refine((record) => Object.keys(record).length <= MAX_KEYS, reason)

const zError = z.strictObject(
  { class: optional(zText(MAX_NAME)), message: optional(zText(MAX_STRING)), step: optional(zText(MAX_NAME)) },
  { error: REASONS.error },
)

/**
 * The native event (DESIGN §5). `execution` is required for execution.* and step.* events. A `log` or `business` event may
 * leave it out: it then belongs to the workflow, not to a run, and never creates or changes an execution.
 * Unknown fields are refused, so that a misspelt one is never lost silently; `data` is free.
 */
export const NativeEvent = z
  .strictObject(
    {
      id: zName(REASONS.id),
      workflow: zName(REASONS.workflow),
      execution: optional(zName(REASONS.execution)),
      type: z.custom<EventType>((type) => typeof type === 'string' && isEventType(type), REASONS.type),
      time: z.iso.datetime({ offset: true, error: REASONS.time }).regex(RFC3339_FORM, REASONS.time),
      attempt: optional(z.int(REASONS.attempt).min(1, REASONS.attempt).max(MAX_INT, REASONS.attempt)).transform(
        (n) => n ?? 1,
      ),
      version: optional(zName(REASONS.version)),
      definitionHash: optional(zName(REASONS.definitionHash)),
      durationMs: optional(z.int(REASONS.durationMs).min(0, REASONS.durationMs).max(MAX_INT, REASONS.durationMs)),
      error: optional(zError),
      keys: optional(zRecord(zName(REASONS.keys), REASONS.keys)),
      measures: optional(zRecord(z.number(REASONS.measures), REASONS.measures)),
      site: optional(zName(REASONS.site)),
      traceparent: optional(z.string(REASONS.traceparent).regex(TRACEPARENT, REASONS.traceparent)),
      data: z
        .unknown()
        .optional()
        .transform((value) => value ?? undefined),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `${issue.keys[0]}: unknown field; put your own fields under "data"`
          : REASONS.event,
    },
  )
  .superRefine((event, ctx) => {
    if (event.execution === undefined && (event.type.startsWith('execution.') || event.type.startsWith('step.'))) {
      ctx.addIssue({ code: 'custom', path: ['execution'], message: REASONS.executionMissing })
    }
    const problem =
      event.data === undefined
        ? null
        : jsonProblem(event.data, 'data', { maxDepth: MAX_DEPTH - 1, maxString: MAX_STRING })
    if (problem) ctx.addIssue({ code: 'custom', path: ['data'], message: problem })
  }) satisfies z.ZodType<NativeEvent>

/** What both validators give: absent fields are absent, `attempt` is always there. */
export interface NativeEvent {
  id: string
  workflow: string
  /** the sender's id of the run */
  execution?: string
  type: EventType
  /** RFC 3339 with offset, as sent */
  time: string
  attempt: number
  version?: string
  definitionHash?: string
  durationMs?: number
  error?: { class?: string; message?: string; step?: string }
  /** business keys, e.g. {"order":"4711"} */
  keys?: Record<string, string>
  measures?: Record<string, number>
  site?: string
  traceparent?: string
  data?: unknown
}
