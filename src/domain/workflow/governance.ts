import { z } from 'zod'
import { MAX_QUORUM } from '@/domain/approval/schema'

/** SCOR's level-1 processes, and the two that a plant adds. */
export const PROCESS_CLASSES = ['plan', 'source', 'make', 'deliver', 'quality', 'service', 'support'] as const
export type ProcessClass = (typeof PROCESS_CLASSES)[number]

export const DATA_CLASSES = ['public', 'internal', 'confidential', 'restricted'] as const
export type DataClass = (typeof DATA_CLASSES)[number]

const zPerson = (field: string) =>
  z
    .string()
    .trim()
    .max(120, `${field}: must have at most 120 characters`)
    .nullish()
    .transform((name) => name || null)

/** Who answers for a workflow and how it is repaired. Empty or null removes. */
export const GovernanceRecord = z.strictObject({
  /** the partner's person */
  ownerName: zPerson('ownerName'),
  /** the manufacturer's person */
  businessOwner: zPerson('businessOwner'),
  technicalOwner: zPerson('technicalOwner'),
  processClass: z
    .enum(PROCESS_CLASSES, `processClass: must be one of ${PROCESS_CLASSES.join(', ')}`)
    .nullish()
    .transform((value) => value ?? null),
  dataClass: z
    .enum(DATA_CLASSES, `dataClass: must be one of ${DATA_CLASSES.join(', ')}`)
    .nullish()
    .transform((value) => value ?? null),
  runbookUrl: z
    .url({ protocol: /^https?$/, error: 'runbookUrl: must be an http or https address' })
    .max(500)
    .nullish()
    .transform((url) => url ?? null),
  runbookNote: z
    .string()
    .trim()
    .max(4_000, 'runbookNote: must have at most 4000 characters')
    .nullish()
    .transform((note) => note || null),
  /** people who must say yes to a change; null: by tier */
  approvalQuorum: z
    .int()
    .min(1)
    .max(MAX_QUORUM, `approvalQuorum: must be 1 to ${MAX_QUORUM}`)
    .nullish()
    .transform((quorum) => quorum ?? null),
})
