import { z } from 'zod'
import { ObjectiveDayRecord, readObjectiveDay } from '@/services/objective-day/record'
import { getDurations } from '@/services/rollup/durations'
import { type RestRoute, route } from '../route'

const Durations = z
  .object({
    runs: z.int().describe('the percentile of few runs is just the longest'),
    p50Ms: z.number(),
    p95Ms: z.number(),
    p99Ms: z.number(),
    maxMs: z.number(),
    bins: z.array(z.object({ fromMs: z.number(), toMs: z.number(), count: z.number() })),
  })
  .meta({ id: 'Durations' })

/** Figures and what they are made of. */
export const figureRoutes: readonly RestRoute[] = [
  route('GET /api/v1/objectives/{objectiveId}/days/{day}', readObjectiveDay, ObjectiveDayRecord, {
    summary: 'Open a day of an objective to its units',
    description: 'Every unit with its verdict, and for each one that does not count the rule that took it out.',
  }),
  route(
    'GET /api/v1/durations',
    getDurations,
    z.object({
      fromDay: z.string(),
      toDay: z.string(),
      durations: Durations.nullable(),
      workflows: z.array(z.object({ workflowId: z.uuid(), durations: Durations })),
    }),
    {
      summary: 'How long runs take',
      description:
        'p50, p95 and p99 of succeeded runs of a workflow, a process or a client over any plant days, within 1 % of the exact ones.',
    },
  ),
]
