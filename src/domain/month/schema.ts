import { z } from 'zod'
import { CalendarVersion, zDay } from '@/domain/calendar/schema'
import { PAUSE_REASONS } from '@/domain/contract/schema'
import { ExpectationInput, zZone } from '@/domain/expectation/schema'
import { INCIDENT_KINDS } from '@/domain/incident/schema'
import { OBJECTIVE_CALENDARS, OBJECTIVE_FORMS } from '@/domain/objective/schema'
import { MonthEvent } from './event-schema'
import { brokenKeys } from './keys'

export const zMonth = z
  .string()
  .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, 'month: must be a calendar month, e.g. 2026-03')

const zKey = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'must be a key: letters, digits, "-", "_" and ".", at most 64 characters')
/** RFC 3339 with offset, parsed. */
const zInstant = z.iso
  .datetime({ offset: true, error: 'must be an instant with offset, e.g. 2026-03-02T06:10:00+01:00' })
  .transform((text) => new Date(text))
const zLocal = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/, 'must be local wall time without offset, e.g. 2026-03-02T06:10')

const zSite = z.strictObject({
  zone: zZone,
  calendar: z
    .strictObject({ versions: z.array(CalendarVersion).min(1, 'versions: give at least one, or calendar null') })
    .nullable(),
})

const zWorkflow = z.strictObject({
  key: zKey,
  tier: z.int().min(1, 'tier: must be 1, 2 or 3').max(3, 'tier: must be 1, 2 or 3').default(3),
  process: zKey.optional(),
})

const zScope = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('workflow'), key: zKey }),
    z.strictObject({ kind: z.literal('process'), key: zKey }),
    z.strictObject({ kind: z.literal('site') }),
    z.strictObject({ kind: z.literal('client') }),
  ],
  { error: 'scope: must be {"kind":"workflow"|"process","key":…}, {"kind":"site"} or {"kind":"client"}' },
)

const zObjective = z.strictObject({
  key: zKey,
  form: z.enum(OBJECTIVE_FORMS),
  scope: zScope,
  targetPpm: z.int().min(500_000).max(1_000_000),
  calendar: z.enum(OBJECTIVE_CALENDARS).default('plant'),
  sliceS: z.int().default(60),
  maxDurationMs: z.int().min(1).nullable().default(null),
})

const zTiers = z.array(z.strictObject({ below: z.int(), pct: z.int() }))
const zSeconds = z.int().min(1).nullable()

const zTerms = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'currency: must be ISO 4217, e.g. EUR'),
  feeMinor: z.int().min(0),
  digits: z.int().min(0).max(4).default(2),
  objectives: z.array(
    z.strictObject({
      objective: zKey,
      targetPpm: z.int(),
      sharePpm: z.int().default(1_000_000),
      creditTiers: zTiers.nullable().default(null),
    }),
  ),
  clocks: z
    .strictObject({
      time: z.enum(['plant', 'always']),
      atRiskPct: z.int().default(75),
      tiers: z.array(
        z.strictObject({
          tier: z.int(),
          responseS: zSeconds.default(null),
          updateS: zSeconds.default(null),
          resolveS: zSeconds.default(null),
        }),
      ),
    })
    .default({ time: 'plant', atRiskPct: 75, tiers: [] }),
  maintenance: z
    .strictObject({
      counts: z.enum(['out', 'in']),
      noticeHours: z.int().min(0).default(0),
      monthlyCapMinutes: z.int().min(0).nullable().default(null),
    })
    .default({ counts: 'out', noticeHours: 0, monthlyCapMinutes: null }),
  pauses: z
    .strictObject({ counts: z.enum(['out', 'in']), reasons: z.array(z.enum(PAUSE_REASONS)).default([]) })
    .default({ counts: 'in', reasons: [] }),
  creditTiers: zTiers.default([]),
  capPct: z.int().min(0).max(100).default(100),
  claimDays: z.int().default(30),
})

const zContract = z.strictObject({
  versions: z
    .array(z.strictObject({ effectiveFrom: zDay, terms: zTerms }))
    .min(1, 'versions: give at least one, or contract null'),
})

const zWindowScope = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('client') }),
    z.strictObject({ kind: z.literal('site') }),
    z.strictObject({ kind: z.literal('workflows'), workflows: z.array(zKey).min(1) }),
  ],
  { error: 'scope: must be {"kind":"client"}, {"kind":"site"} or {"kind":"workflows","workflows":[…]}' },
)

const zMaintenance = z.strictObject({
  key: zKey,
  scope: zWindowScope,
  startLocal: zLocal,
  durationS: z.int().min(60),
  rrule: z.string().max(300).nullable().default(null),
  requestedAt: zInstant,
  approvedAt: zInstant.nullable(),
  moves: z
    .array(z.strictObject({ occurrence: zLocal, to: zLocal, requestedAt: zInstant, approvedAt: zInstant.nullable() }))
    .default([]),
  cancellations: z
    .array(z.strictObject({ occurrence: zLocal, requestedAt: zInstant, approvedAt: zInstant.nullable() }))
    .default([]),
})

const incident = z.strictObject({
  workflow: zKey,
  kind: z.enum(INCIDENT_KINDS),
  nth: z.int().min(1).optional(),
})
const zText = z.string().trim().min(1, 'text: must not be empty').max(2_000)
const at = zInstant

const zAction = z.discriminatedUnion(
  'do',
  [
    z.strictObject({ at, do: z.literal('acknowledge'), incident }),
    z.strictObject({
      at,
      do: z.literal('note'),
      incident,
      text: zText,
      audience: z.enum(['internal', 'client']).default('client'),
    }),
    z.strictObject({ at, do: z.literal('pause_clock'), incident, reason: z.enum(PAUSE_REASONS) }),
    z.strictObject({ at, do: z.literal('resume_clock'), incident }),
    z.strictObject({ at, do: z.literal('resolve'), incident, text: zText }),
    z.strictObject({ at, do: z.literal('pause_expectation'), expectation: zKey }),
    z.strictObject({ at, do: z.literal('resume_expectation'), expectation: zKey }),
    z.strictObject({
      at,
      do: z.literal('approve_version'),
      workflow: zKey,
      definitionHash: z.string().min(1).max(200),
    }),
    z.strictObject({ at, do: z.literal('report_gap'), runs: z.int().min(1).default(1), from: zInstant, to: zInstant }),
    z.strictObject({ at, do: z.literal('freeze') }),
  ],
  { error: 'do: must be one of the actions of docs/months.md §1.2' },
)

/** One scripted month: docs/months.md §1. Unknown fields are refused. */
export const MonthFile = z
  .strictObject({
    format: z.literal('andon-month/1', 'format: must be "andon-month/1"'),
    title: z.string().max(200).default(''),
    month: zMonth,
    site: zSite,
    setUpAt: zInstant.optional(),
    freezeAt: zInstant.optional(),
    workflows: z.array(zWorkflow).min(1, 'workflows: name at least one').max(200),
    expectations: z.array(z.strictObject({ key: zKey, workflow: zKey, rule: ExpectationInput })).default([]),
    objectives: z.array(zObjective).default([]),
    contract: zContract.nullable().default(null),
    maintenance: z.array(zMaintenance).default([]),
    events: z.array(MonthEvent).default([]),
    actions: z.array(zAction).default([]),
    expected: z.record(z.string(), z.unknown()).optional(),
  })
  .superRefine((file, ctx) => {
    for (const { path, message } of brokenKeys(file)) ctx.addIssue({ code: 'custom', path, message })
  })
export type MonthFile = z.output<typeof MonthFile>
export type MonthAction = z.output<typeof zAction>
export type MonthWindow = z.output<typeof zMaintenance>
