import type { Scope } from '@/domain/access/scope'
import { env } from '@/env'

/** In a list of clients, "none" must match nothing. */
const NO_CLIENT = '00000000-0000-0000-0000-000000000000'

/** The first wall, switched off only to prove that the second one (row-level security) stands alone. */
function isFilterOn(): boolean {
  return env.ANDON_APP_FILTER === 'on'
}

/** Value of `app.client_ids`: empty = every client of the partner. */
export function clientSetting(scope: Scope): string {
  if (scope.clientIds === null) return ''
  return scope.clientIds.length > 0 ? scope.clientIds.join(',') : NO_CLIENT
}

/** Where-clause of a partner's table. */
export function own(ctx: { scope: Scope }): { tenantId?: string } {
  return isFilterOn() ? { tenantId: ctx.scope.tenantId } : {}
}

/** Where-clause of a client's table. */
export function ownClient(ctx: { scope: Scope }): { tenantId?: string; clientId?: { in: string[] } } {
  const { clientIds } = ctx.scope
  return isFilterOn() && clientIds ? { ...own(ctx), clientId: { in: [...clientIds] } } : own(ctx)
}

/**
 * Fills `:tenant` and `:clients` in hand-written SQL. Write the walls as `x.tenant_id = :tenant` and
 * `x.client_id = ANY(:clients)`; the second disappears for a scope that sees every client.
 */
export function wallSql(scope: Scope, text: string, values: readonly unknown[]): { text: string; values: unknown[] } {
  const filled = [...values]
  let walled = text
  if (!isFilterOn()) walled = walled.replace(/(\w+\.)?tenant_id = :tenant/g, 'true')
  if (!isFilterOn() || scope.clientIds === null) walled = walled.replace(/(\w+\.)?\w+ = ANY\(:clients\)/g, 'true')
  if (walled.includes(':tenant')) walled = walled.replaceAll(':tenant', `$${filled.push(scope.tenantId)}::uuid`)
  if (walled.includes(':clients')) walled = walled.replaceAll(':clients', `$${filled.push(scope.clientIds)}::uuid[]`)
  return { text: walled, values: filled }
}
