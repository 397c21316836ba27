import { z } from 'zod'
import { CLOCK_KINDS, CLOCK_STATES } from '@/domain/contract/clock'
import { PAUSE_REASONS } from '@/domain/contract/schema'
import { readIncidentClocks } from '@/services/incident/clocks'
import { pauseIncident } from '@/services/incident/pause'
import { resumeIncident } from '@/services/incident/resume'
import { type RestRoute, route } from '../../route'

const Clock = z.object({
  kind: z.enum(CLOCK_KINDS),
  state: z.enum(CLOCK_STATES),
  limitMs: z.int(),
  elapsedMs: z.int().describe('counted time, pauses left out'),
  since: z.date(),
  dueAt: z.date().nullable().describe('null while it is paused'),
  atRiskAt: z.date().nullable(),
  stoppedAt: z.date().nullable(),
  missedBefore: z.int().describe('update only: earlier stretches that were too long'),
})

const Clocks = z
  .object({
    incidentId: z.uuid(),
    promise: z
      .object({
        contract: z.object({ id: z.uuid(), name: z.string(), version: z.int() }),
        time: z.enum(['plant', 'always']),
        clocks: z.array(Clock),
        reasons: z.array(z.enum(PAUSE_REASONS)),
        paused: z
          .object({ at: z.date(), reason: z.enum(PAUSE_REASONS), author: z.string(), note: z.string().nullable() })
          .nullable(),
      })
      .nullable()
      .describe('null: no contract promises clocks for it'),
  })
  .meta({ id: 'IncidentClocks', description: 'Response, update and resolve clocks in plant time.' })

const Pause = z.object({ incidentId: z.uuid(), number: z.int(), isPaused: z.boolean() }).meta({ id: 'IncidentPause' })

export const incidentClockRoutes: readonly RestRoute[] = [
  route('GET /api/v1/incidents/{incidentId}/clocks', readIncidentClocks, Clocks, {
    summary: 'Read the clocks that the contract promises for an incident',
  }),
  route('PUT /api/v1/incidents/{incidentId}/pause', pauseIncident, Pause, {
    summary: 'Stop the update and resolve clocks, for a reason the contract accepts',
  }),
  route('DELETE /api/v1/incidents/{incidentId}/pause', resumeIncident, Pause, { summary: 'Let the clocks go on' }),
]
