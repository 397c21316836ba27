import { z } from 'zod'
import { zName, zSlug } from '@/domain/client/schema'
import { CONTROL, MAX_NAME } from '@/domain/event/schema'
import { zId } from '@/lib/ids'

export const WORKFLOW_LIFECYCLES = ['unclaimed', 'live', 'retired'] as const
export type WorkflowLifecycle = (typeof WORKFLOW_LIFECYCLES)[number]

/** 1 = the plant stops with it, 3 = it can wait, 4 = nobody would miss it for a week. */
export const zTier = z
  .int('tier: must be 1, 2, 3 or 4')
  .min(1, 'tier: must be 1, 2, 3 or 4')
  .max(4, 'tier: must be 1, 2, 3 or 4')

/** The name the sender uses, byte for byte. */
const zWorkflowKey = z
  .string()
  .min(1, 'key: must not be empty')
  .max(MAX_NAME, `key: must have at most ${MAX_NAME} characters`)
  .refine((key) => !CONTROL.test(key), { error: 'key: must not contain control characters' })

const zReference = zId.nullish().transform((id) => id ?? null)
const zRemark = (field: string, max: number) =>
  zName(field, max)
    .nullish()
    .transform((text) => text ?? null)

const fields = {
  name: zName('name'),
  tier: zTier,
  siteId: zReference,
  processId: zReference,
  fromSystemId: zReference,
  toSystemId: zReference,
  ownerName: zRemark('ownerName', 120),
  /** what stops when this stops, in plant words */
  impactNote: zRemark('impactNote', 300),
}

/** Registers a workflow, or claims one that registered itself. */
export const WorkflowInput = z.strictObject({ key: zWorkflowKey, ...fields })
export type WorkflowInput = z.output<typeof WorkflowInput>

export const WorkflowClaim = z.strictObject(fields)
export type WorkflowClaim = z.output<typeof WorkflowClaim>

export const ProcessInput = z.strictObject({
  slug: zSlug,
  name: zName('name'),
  portalPhrase: zName('portalPhrase', 80),
  siteId: zId,
  position: z.int().min(0).max(999).default(0),
})
export type ProcessInput = z.output<typeof ProcessInput>

export const SYSTEM_KINDS = ['erp', 'mes', 'wms', 'crm', 'qms', 'iiot', 'partner_app'] as const
export const SystemInput = z.strictObject({
  kind: z.enum(SYSTEM_KINDS, `kind: must be one of ${SYSTEM_KINDS.join(', ')}`),
  name: zName('name', 80),
})
export type SystemInput = z.output<typeof SystemInput>
