import { z } from 'zod'
import { sha256 } from '@/lib/crypto'
import { zId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'

export const CHANGE_STATUSES = [
  'draft',
  'submitted',
  'approved',
  'released',
  'rejected',
  'expired',
  'withdrawn',
  'deployed',
  'failed_proof',
] as const
export type ChangeStatus = (typeof CHANGE_STATUSES)[number]

const zText = (field: string, max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min, `${field}: ${min > 1 ? `say it in at least ${min} characters` : 'must not be empty'}`)
    .max(max, `${field}: must have at most ${max} characters`)

/** What the approver reads besides the difference. */
export const ChangeText = z.strictObject({
  title: zText('title', 120),
  /** why it is needed */
  why: zText('why', 2_000, 3),
  /** what may go wrong, for whom */
  risk: zText('risk', 2_000, 3),
  /** how to go back */
  rollback: zText('rollback', 2_000)
    .nullish()
    .transform((text) => text ?? null),
  /** who else wrote it; they do not decide about it */
  authorIds: z.array(zId).max(20).default([]),
})
export type ChangeText = z.output<typeof ChangeText>

/** SHA-256 (hex) of what is decided about: the version by its hash, what it replaces, and the words. Any edit is another content. */
export function changeHash(
  content: Omit<ChangeText, 'authorIds'> & {
    authorIds: readonly string[]
    workflowId: string
    versionHash: string
    baselineHash: string | null
    isEmergency: boolean
  },
): string {
  return sha256(canonicalJson({ ...content, authorIds: [...content.authorIds].sort() }))
}
