import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintScope, type Scope } from '@/domain/access/scope'
import { closePools, pool, withTenant, withTenantSql } from '@/infra/db'
import { type CastPartner, castClient, castPartner } from '../cast'
import { APPEND_ONLY, GLOBAL_TABLES, LOOKUP_TABLES } from '../catalog'
import { Plant } from '../plant'
import { SETUP_MS } from './world'

const PARTNERS = 20
const TRANSACTIONS = 2_000
const AT_ONCE = 40

interface Tenant extends CastPartner {
  clientId: string
}
let tenants: Tenant[]

beforeAll(async () => {
  tenants = []
  for (let index = 0; index < PARTNERS; index++) {
    const partner = await castPartner()
    tenants.push({ ...partner, clientId: await castClient(partner) })
  }
}, SETUP_MS)
afterAll(closePools)

const READ = `SELECT current_setting('app.tenant_id', true) AS setting, (SELECT json_agg(c.id) FROM client c) AS ids`
interface Seen {
  setting: string
  ids: string[] | null
}

/** Runs `work` for 0 … count-1, `AT_ONCE` at a time. */
async function interleaved(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let index = next++; index < count; index = next++) await work(index)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

/** One transaction, in one of the ways transactions end. */
async function oneTransaction({ scope, turn }: { scope: Scope; turn: number }): Promise<Seen | undefined> {
  if (turn % 4 === 0) return withTenant(scope, async ({ sql }) => (await sql<Seen>(READ))[0])
  if (turn % 4 === 1) {
    const failing = withTenantSql(scope, async (sql) => {
      await sql(READ)
      await sql('SELECT 1 / 0')
    })
    await expect(failing).rejects.toThrow('division by zero')
  }
  if (turn % 4 === 2) {
    const refused = withTenant(scope, async () => {
      throw new Error('the verb refuses')
    })
    await expect(refused).rejects.toThrow('the verb refuses')
  }
  return withTenantSql(scope, async (sql) => (await sql<Seen>(READ))[0])
}

describe('the pool', () => {
  it(`keeps ${TRANSACTIONS} interleaved transactions of ${PARTNERS} partners apart, failed ones among them`, async () => {
    const wrong: string[] = []
    await interleaved(TRANSACTIONS, async (turn) => {
      const tenant = tenants[turn % PARTNERS]
      if (!tenant) throw new Error('no such tenant')
      // Every fifth is limited to a client that another partner owns: it sees nothing at all.
      const foreignClient = tenants[(turn + 1) % PARTNERS]?.clientId ?? ''
      const isLimited = turn % 5 === 0
      const scope = mintScope(tenant.tenantId, isLimited ? [foreignClient] : null)
      const seen = await oneTransaction({ scope, turn })
      const expected = { setting: tenant.tenantId, ids: isLimited ? null : [tenant.clientId] }
      if (JSON.stringify(seen) !== JSON.stringify(expected)) wrong.push(`${turn}: ${JSON.stringify(seen)}`)
    })
    expect(wrong).toEqual([])
  }, 120_000)

  it('leaves no connection with a tenant', async () => {
    const clients = await Promise.all(Array.from({ length: 10 }, () => pool('andon_app').connect()))
    const settings = await Promise.all(
      clients.map(
        async (client) =>
          (await client.query<{ s: string }>(`SELECT current_setting('app.tenant_id', true) AS s`)).rows[0]?.s,
      ),
    )
    for (const client of clients) client.release()
    expect(settings.every((setting) => !setting)).toBe(true)
  })
})

/** Tables that a role may read at all, partitions apart. */
async function readable(role: 'andon_app' | 'andon_ingest'): Promise<string[]> {
  const { rows } = await pool(role).query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND NOT c.relispartition AND has_any_column_privilege(c.oid, 'SELECT') ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

async function countOf(role: 'andon_app' | 'andon_ingest', table: string): Promise<number> {
  const { rows } = await pool(role).query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`)
  return rows[0]?.count ?? -1
}

describe('without a tenant', () => {
  it.each(['andon_app', 'andon_ingest'] as const)('%s sees no row of any table', async (role) => {
    const tables = await readable(role)
    expect(tables.length).toBeGreaterThan(5)
    for (const table of tables) expect(`${table} ${await countOf(role, table)}`).toBe(`${table} 0`)
  })

  it('andon_app cannot read people, nor write anything', async () => {
    for (const table of Object.keys(GLOBAL_TABLES))
      await expect(countOf('andon_app', table)).rejects.toThrow('permission denied')
    const [tenant] = tenants
    const insert = `INSERT INTO client (tenant_id, id, slug, name, created_at) VALUES ($1, $1, 'planted', 'planted', now())`
    await expect(pool('andon_app').query(insert, [tenant?.tenantId])).rejects.toThrow('row-level security')
    const update = await pool('andon_app').query(`UPDATE client SET name = 'planted'`)
    expect(update.rowCount).toBe(0)
  })

  it('partitions cannot be read past their parent', async () => {
    for (const partition of ['event_log_default', 'execution_default', 'event_key_h0', 'execution_key_h0']) {
      await expect(pool('andon_app').query(`SELECT FROM ${partition}`)).rejects.toThrow('permission denied')
      await expect(pool('andon_ingest').query(`SELECT FROM ${partition}`)).rejects.toThrow('permission denied')
    }
  })
})

describe('append-only tables', () => {
  it.each(APPEND_ONLY)('%s refuses UPDATE, DELETE and TRUNCATE, also inside the own tenant', async (table) => {
    const [tenant] = tenants
    if (!tenant) throw new Error('no tenant')
    const column = {
      connection_gap: 'reason',
      report_file: 'sha256',
      month_freeze: 'reason',
      month_addendum: 'reason',
      approval: 'reason',
      criticality_assessment: 'note',
      audit_checkpoint: 'cause',
      audit_tile: 'hash',
      calendar_version: 'reason',
      calendar_assignment: 'reason',
      contract_version: 'note',
      incident_pause: 'note',
      escalation_log: 'kind',
      incident_edit: 'reason',
      maintenance_workflow: 'number',
      expectation_rule: 'rule',
      event_key: 'key',
      effect: 'key',
      dead_letter: 'reason',
      dead_letter_try: 'problem',
      channel_delivery: 'detail',
      webhook_attempt: 'detail',
      source_field_rules: 'reason',
      incident_note: 'body',
      event_log: 'type',
      transition: 'cause',
      portal_notice: 'at',
      usage_entry: 'delta',
      stripe_event: 'type',
      billing_usage: 'value',
      logo: 'hash',
      price_book: 'created_by',
    }
    const changed = table === 'audit_entry' ? 'reason' : column[table]
    const statements = [`UPDATE ${table} SET ${changed} = ${changed}`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]
    for (const statement of statements) {
      const attempt = withTenant(tenant.ada.scope, ({ sql }) => sql(statement))
      await expect(attempt).rejects.toThrow('permission denied')
      for (const role of ['andon_ingest', 'andon_platform'] as const) {
        await expect(pool(role).query(statement)).rejects.toThrow('permission denied')
      }
    }
  })
})

describe('the walls hold in the tenant’s own transaction', () => {
  it('a row cannot be moved to another partner or out of the client’s scope', async () => {
    const [one, two] = tenants
    if (!one || !two) throw new Error('no tenants')
    const plant = await Plant.open(one.tenantId, one.clientId)
    const siteId = await plant.site('Europe/Berlin')
    await plant.close()
    const run = (scope: Scope, text: string, values: unknown[]) => withTenant(scope, ({ sql }) => sql(text, values))
    const away = run(one.ada.scope, 'UPDATE site SET tenant_id = $1::uuid WHERE id = $2::uuid', [two.tenantId, siteId])
    await expect(away).rejects.toThrow(/row-level security/)
    const limited = mintScope(one.tenantId, [one.clientId])
    const across = run(limited, 'UPDATE site SET client_id = $1::uuid WHERE id = $2::uuid', [two.clientId, siteId])
    await expect(across).rejects.toThrow(/row-level security/)
  })

  it('a setting cannot be changed into a second tenant by a look-up table', async () => {
    const [one] = tenants
    for (const table of Object.keys(LOOKUP_TABLES)) {
      const rows = await withTenant(one?.ada.scope ?? mintScope('', null), ({ sql }) =>
        sql<{ tenant_id: string }>(`SELECT tenant_id FROM ${table}`),
      ).catch((error: Error) => error.message)
      if (typeof rows === 'string') expect(rows).toMatch(/permission denied/)
      else expect(rows.every(({ tenant_id }) => tenant_id === one?.tenantId)).toBe(true)
    }
  })
})
