import { isHead } from '../correlation/heads'

/**
 * What lists, boards and counts show: heads of groups, and what stands for itself. What was merged shows in the one it was merged
 * into, for as long as that one is there to stand for it: nothing that is open can vanish behind something that ended.
 */
export function isListed(i: string): string {
  return `(${isHead(i)} AND (${i}.merged_into_id IS NULL OR NOT EXISTS (SELECT FROM incident t WHERE t.tenant_id = :tenant
    AND t.client_id = ANY(:clients) AND t.id = ${i}.merged_into_id AND (t.status <> 'resolved' OR ${i}.status = 'resolved'))))`
}
