import { z } from 'zod'
import { zId } from '@/lib/ids'
import { CAUSE_CATEGORIES } from './cause-category'

export const INCIDENT_STATUSES = ['open', 'acknowledged', 'resolved'] as const
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number]

export const INCIDENT_KINDS = ['failed', 'missed', 'overrun', 'violated', 'flapping'] as const
export type IncidentKind = (typeof INCIDENT_KINDS)[number]

/** Who reads a note. `client` notes show in the portal. */
export const AUDIENCES = ['internal', 'client'] as const
export type Audience = (typeof AUDIENCES)[number]

const MAX_BODY = 4_000
/** Text over several lines: trimmed, tab and newline allowed, other control characters not. */
export const zProse = (field: string) =>
  z
    .string(`${field}: must be text`)
    .trim()
    .min(1, `${field}: must not be empty`)
    .max(MAX_BODY, `${field}: must have at most ${MAX_BODY} characters`)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, `${field}: must not contain control characters`)

export const NoteInput = z.strictObject({
  incidentId: zId,
  audience: z.enum(AUDIENCES, 'audience: must be internal or client'),
  body: zProse('body'),
})
export type NoteInput = z.output<typeof NoteInput>

/** `resolution` says what was done; it is part of the record. */
export const ResolveInput = z.strictObject({
  incidentId: zId,
  resolution: zProse('resolution'),
  causeCategory: z.enum(CAUSE_CATEGORIES, `causeCategory: must be one of ${CAUSE_CATEGORIES.join(', ')}`).nullish(),
})
export type ResolveInput = z.output<typeof ResolveInput>
