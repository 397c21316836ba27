/** SQL: time before this instant is never counted again, because retention has taken its runs. */
export const SETTLED_BEFORE = `coalesce((SELECT settled_before FROM entitlement WHERE tenant_id = :tenant), '-infinity')`
