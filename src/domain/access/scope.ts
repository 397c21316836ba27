declare const minted: unique symbol

/** The tenant (and clients) a caller is sealed into. Only transports mint one; it is never read from input. */
export interface Scope {
  readonly tenantId: string
  /** null = every client of the partner */
  readonly clientIds: readonly string[] | null
  readonly [minted]: true
}

/** For `trpc/procedures`, `http/with-api-key`, `http/portal`, `worker/runtime` and seeds only (a fence holds this). */
export function mintScope(tenantId: string, clientIds: readonly string[] | null): Scope {
  return { tenantId, clientIds } as Scope
}
