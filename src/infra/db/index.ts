export { asPlatform } from './as-platform'
export { closePools, platformQuery, pool } from './pools'
export { own, ownClient } from './walls'
export { type Sql, sealedTransaction, type TenantTx, withTenant, withTenantSql } from './with-tenant'
