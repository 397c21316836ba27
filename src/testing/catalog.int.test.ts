import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { env } from '@/env'
import { CATALOG_RULES, lintCatalog } from './catalog'

const db = new pg.Client({ connectionString: env.DATABASE_URL })
beforeAll(() => db.connect())
afterAll(() => db.end())

/** One hole per rule, made in a transaction that is rolled back. */
const HOLES: readonly [rule: RegExp, hole: string, what: RegExp][] = [
  [/has tenant_id or is on the list/, 'CREATE TABLE leak (id uuid PRIMARY KEY)', /leak/],
  [
    /tenant_id is uuid NOT NULL/,
    'ALTER TABLE counter DROP CONSTRAINT counter_pkey, ALTER COLUMN tenant_id DROP NOT NULL',
    /counter/,
  ],
  [/has a primary key/, 'ALTER TABLE counter DROP CONSTRAINT counter_pkey', /counter/],
  [/leads the primary key and every unique/, 'CREATE UNIQUE INDEX by_slug ON client (slug)', /by_slug/],
  [/leads every index/, 'CREATE INDEX by_time ON audit_entry (at)', /by_time/],
  [
    /leads both sides of every foreign key/,
    `CREATE TABLE leak (tenant_id uuid NOT NULL, client uuid NOT NULL, PRIMARY KEY (tenant_id, client),
     FOREIGN KEY (client, tenant_id) REFERENCES client (id, tenant_id))`,
    /leak/,
  ],
  [/names a row has a foreign key/, 'ALTER TABLE workflow DROP CONSTRAINT workflow_site_fk', /workflow\.site_id/],
  [
    /two tables of a client carries client_id/,
    `ALTER TABLE process DROP CONSTRAINT process_site_fk, ADD CONSTRAINT process_anywhere_fk
     FOREIGN KEY (tenant_id, site_id) REFERENCES site (tenant_id, id)`,
    /process_anywhere_fk/,
  ],
  [/enabled and FORCEd/, 'ALTER TABLE incident NO FORCE ROW LEVEL SECURITY', /incident/],
  [/enabled and FORCEd/, 'ALTER TABLE incident DISABLE ROW LEVEL SECURITY', /incident/],
  [
    /has USING and WITH CHECK/,
    'DROP POLICY app ON site; CREATE POLICY app ON site TO andon_app USING (true)',
    /site: app/,
  ],
  [/has USING and WITH CHECK/, 'CREATE POLICY anyone ON site USING (true) WITH CHECK (true)', /site: anyone/],
  [/compares tenant_id/, 'ALTER POLICY app ON site USING (true)', /site: app/],
  [/compares tenant_id/, 'ALTER POLICY app ON site WITH CHECK (client_id IS NOT NULL)', /site: app/],
  [
    /also compares the client/,
    `ALTER POLICY app ON site USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    /site/,
  ],
  [/has a policy there, and the reverse/, 'DROP POLICY app ON incident', /incident: andon_app/],
  [/has a policy there, and the reverse/, 'GRANT SELECT (name) ON process TO andon_ingest', /process: andon_ingest/],
  [
    /calls a function of ours/,
    `CREATE FUNCTION me() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid';
     ALTER POLICY app ON site USING (tenant_id = me() AND tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
       AND client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))`,
    /site: app/,
  ],
  [/cannot log in/, 'ALTER ROLE andon_app BYPASSRLS', /andon_app/],
  [/cannot log in/, 'GRANT andon_platform TO andon_ingest', /andon_ingest/],
  [/read and added to/, 'GRANT UPDATE (reason) ON audit_entry TO andon_app', /audit_entry: andon_app/],
  [/read and added to/, 'GRANT DELETE ON event_log TO andon_ingest', /event_log: andon_ingest/],
  [/may TRUNCATE/, 'GRANT TRUNCATE ON incident TO andon_app', /incident: andon_app/],
  [/global tables/, 'GRANT SELECT (email) ON user_account TO andon_app', /user_account: andon_app/],
  [/partitions carry no rights/, 'GRANT SELECT ON execution_default TO andon_app', /execution_default: andon_app/],
  [/PUBLIC has no right/, 'GRANT SELECT ON client TO PUBLIC', /client/],
  [/belong to andon_owner/, 'ALTER TABLE site OWNER TO CURRENT_USER', /site/],
  [
    /SECURITY DEFINER/,
    `CREATE FUNCTION all_clients() RETURNS SETOF client LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM client';
     REVOKE ALL ON FUNCTION all_clients FROM PUBLIC`,
    /all_clients/,
  ],
  [/views run with the rights/, 'CREATE VIEW everything AS SELECT * FROM client', /everything/],
]

describe('catalog lint', () => {
  it('finds nothing in the migrated database', async () => {
    expect(await lintCatalog(db)).toEqual([])
  })

  it.each(HOLES)('catches a hole in: %s', async (rule, hole, what) => {
    await db.query('BEGIN')
    try {
      await db.query(hole)
      const found = (await lintCatalog(db)).filter((line) => rule.test(line))
      expect(found.join('\n')).toMatch(what)
    } finally {
      await db.query('ROLLBACK')
    }
  })

  it('has a planted hole for every rule', () => {
    const unproven = CATALOG_RULES.filter(({ name }) => !HOLES.some(([rule]) => rule.test(name)))
    expect(unproven.map(({ name }) => name)).toEqual([])
  })
})
