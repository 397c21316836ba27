import { afterAll, expect, it } from 'vitest'
import { registerConnectors } from '@/connectors'
import { closePools, platformQuery, withTenantSql } from '@/infra/db'
import { castClient, castPartner } from '@/testing/cast'
import { createConnection } from './create'
import { readConnection } from './get'
import { listConnections } from './list'
import { rotateCredential } from './rotate-credential'
import { linkOf, loadConnection } from './store'
import { makeTemplate } from './template'

registerConnectors()
afterAll(closePools)

const SECRET = 'n8n_api_Zm9vYmFyYmF6-0123456789'
const NEXT = 'n8n_api_QmFyYmF6Zm9v-9876543210'

it('a key stands nowhere in clear: no row, no answer, no audit entry', async () => {
  const partner = await castPartner()
  const { scope } = partner.ada
  const clientId = await castClient(partner)
  const input = { clientId, name: 'n8n', baseUrl: 'https://n8n.example.com/', credential: SECRET }
  const { connectionId } = await createConnection(partner.ada, createConnection.input.parse(input))
  const shown = [await readConnection(partner.ada, { connectionId }), await listConnections(partner.ada, {})]
  await rotateCredential(partner.ada, { connectionId, credential: NEXT })
  const tables = await platformQuery<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND has_table_privilege('andon_app', c.oid, 'SELECT')`,
  )
  expect(tables.length).toBeGreaterThan(30)
  for (const { name } of tables) {
    const rows = await withTenantSql(scope, (sql) => sql(`SELECT t::text FROM ${name} t WHERE t.tenant_id = :tenant`))
    const text = JSON.stringify([rows, shown])
    for (const secret of [SECRET, NEXT, SECRET.slice(8, 24), Buffer.from(SECRET).toString('base64url')])
      expect({ name, isClear: text.includes(secret) }).toEqual({ name, isClear: false })
  }
  const link = await withTenantSql(scope, async (sql) =>
    linkOf({ scope, sql }, await loadConnection({ sql }, connectionId)),
  )
  expect(link).toEqual({ baseUrl: 'https://n8n.example.com', credential: NEXT })
})

it('a sealed key copied into another connection does not open there', async () => {
  const partner = await castPartner()
  const { scope } = partner.ada
  const clientId = await castClient(partner)
  const make = async (name: string) =>
    (
      await createConnection(
        partner.ada,
        createConnection.input.parse({ clientId, name, baseUrl: `https://${name}.example.com`, credential: SECRET }),
      )
    ).connectionId
  const [one, two] = [await make('one'), await make('two')]
  await expect(
    withTenantSql(scope, async (sql) => {
      const [first, second] = [await loadConnection({ sql }, one), await loadConnection({ sql }, two)]
      return linkOf({ scope, sql }, { ...second, credential: first.credential })
    }),
  ).rejects.toThrow(/authenticate/)
})

it('the template is n8n’s own form, reports to our door under the source’s names, and its key is hidden in versions', async () => {
  const partner = await castPartner()
  const clientId = await castClient(partner)
  const input = { clientId, name: 'n8n', baseUrl: 'https://n8n.example.com', credential: SECRET }
  const { connectionId } = await createConnection(partner.ada, createConnection.input.parse(input))
  const { files } = await makeTemplate(partner.ada, { connectionId })
  expect(files.map(({ file }) => file)).toEqual(['andon-error-workflow.json', 'andon-heartbeat.json'])
  const { Workflow } = await import('@/connectors/n8n/schema')
  const { definitionOf } = await import('@/connectors/n8n/definition')
  for (const { json } of files) {
    const saved = Workflow.parse({ ...JSON.parse(json), id: '1', updatedAt: new Date().toISOString() })
    const definition = definitionOf(saved)
    expect(definition.nodes).toHaveLength(2)
    expect(definition.wires).toHaveLength(1)
    expect(json).toMatch(/Bearer ak_/)
    expect(JSON.stringify(definition)).not.toMatch(/ak_/)
  }
})
