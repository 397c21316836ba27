import type pg from 'pg'

/** Names that Prisma gives; every other index or key was written by hand and says more than the schema can. */
const PRISMA_NAME = `'(_pkey|_key|_idx|_fkey)$'`
const TABLES = `SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> '_prisma_migrations'`

const FACTS = {
  columns: `SELECT a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
      || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS fact
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid IN (${TABLES}) AND a.attnum > 0 AND NOT a.attisdropped`,
  enums: `SELECT t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) AS fact
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname`,
  indexes: `SELECT replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') AS fact
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid IN (${TABLES}) AND c.relname ~ ${PRISMA_NAME}`,
  keys: `SELECT k.conrelid::regclass || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) AS fact
    FROM pg_constraint k WHERE k.conrelid IN (${TABLES}) AND k.contype IN ('p', 'u', 'f') AND k.conname ~ ${PRISMA_NAME}`,
} as const

/** What a database is made of, one line per fact, as far as a Prisma schema can say it. */
export async function schemaFacts(db: Pick<pg.ClientBase, 'query'>): Promise<Set<string>> {
  const facts = new Set<string>()
  for (const sql of Object.values(FACTS)) {
    for (const { fact } of (await db.query<{ fact: string }>(sql)).rows) facts.add(fact)
  }
  return facts
}

/** Both directions: what only one of the two has. */
export function factDifference(schema: Set<string>, migrated: Set<string>): string[] {
  const only = (a: Set<string>, b: Set<string>, where: string) =>
    [...a].filter((fact) => !b.has(fact)).map((fact) => `only in ${where}: ${fact}`)
  return [...only(schema, migrated, 'prisma/schema'), ...only(migrated, schema, 'prisma/migrations')].sort()
}
