import { z } from 'zod'
import { VERDICTS } from '@/domain/objective/attain'
import { EXCLUSION_REASONS } from '@/domain/objective/tally'
import { query } from '../define'
import { explainDay, ObjectiveDayInput, UNIT_VERDICTS } from './get'

const Tally = z
  .object({
    eligible: z.int(),
    good: z.int(),
    bad: z.int(),
    excluded: z.record(z.string(), z.int()).describe('units that do not count, by reason'),
  })
  .meta({
    id: 'Tally',
    description: 'Each unit stands in exactly one place: eligible = good + bad, the rest excluded.',
  })

const Rule = z
  .object({
    reason: z.enum(EXCLUSION_REASONS).nullable().describe('null: it counts'),
    calendar: z
      .object({
        isOpen: z.boolean(),
        rule: z.object({ kind: z.string(), name: z.string() }),
        local: z.string(),
        zone: z.string(),
        version: z.object({ label: z.string(), effectiveFrom: z.string() }).nullable(),
      })
      .nullable()
      .describe('the rule of the plant calendar that decided'),
    window: z.object({ id: z.uuid(), number: z.int(), title: z.string() }).nullable().describe('maintenance'),
    contract: z.object({ id: z.uuid(), name: z.string(), version: z.int() }).nullable(),
  })
  .meta({ id: 'TimeRule', description: 'Why a stretch of time counts, or does not.' })

const Unit = z
  .object({
    at: z.date(),
    to: z.date().nullable().describe('end of neighbouring slices that came to the same'),
    n: z.int(),
    verdict: z.enum(UNIT_VERDICTS),
    workflowId: z.uuid().nullable(),
    expectationId: z.uuid().nullable(),
    executionId: z.uuid().nullable(),
    what: z.string().nullable().describe('status of a run, outcome of a slot'),
    durationMs: z.number().nullable(),
    reason: z.string().nullable(),
    rule: Rule.nullable(),
  })
  .meta({ id: 'Unit' })

/** What the public API shows of a promise's day. */
export const ObjectiveDayRecord = z
  .object({
    day: z.string(),
    from: z.date(),
    to: z.date(),
    tally: Tally,
    attained: z.object({ ppm: z.int().nullable(), verdict: z.enum(VERDICTS) }),
    settled: z.object({ tally: Tally, at: z.date(), version: z.int() }).nullable(),
    time: z.array(
      z.object({
        workflows: z.array(z.object({ id: z.uuid(), name: z.string() })),
        stretches: z.array(Rule.extend({ from: z.date(), to: z.date() })),
      }),
    ),
    units: z.array(Unit),
    isCut: z.boolean().describe('more units follow: ask for the next page'),
  })
  .meta({ id: 'ObjectiveDay', description: 'A day of a promise, opened to its units and the rules behind them.' })
export type ObjectiveDayRecord = z.output<typeof ObjectiveDayRecord>

/** The same for the public API. */
export const readObjectiveDay = query(
  { action: 'objective.day-read', can: 'workflow.read', input: ObjectiveDayInput },
  async (ctx, input): Promise<ObjectiveDayRecord> => {
    const { attained, tally, ...day } = await explainDay(ctx, input)
    return { ...day, tally, attained: { ppm: attained.ppm, verdict: attained.verdict } }
  },
)
