/**
 * What lists, boards and pages count: heads and what stands alone. A member whose head the reader may not see stands alone for
 * him, and candidates wait. `i` is the alias of incident.
 */
export function isHead(i: string): string {
  return `(${i}.held_until IS NULL AND (${i}.parent_id IS NULL OR NOT EXISTS (SELECT FROM incident h
    WHERE h.tenant_id = :tenant AND h.client_id = ANY(:clients) AND h.id = ${i}.parent_id
      AND (h.status <> 'resolved' OR ${i}.status = 'resolved'))))`
}

/** What needs somebody first: the rank, before it is known the tier's impact. */
export function rankOrder(i: string): string {
  return `coalesce(${i}.rank, ${i}.impact * 10)`
}
