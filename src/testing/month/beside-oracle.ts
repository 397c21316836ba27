import { readFileSync } from 'node:fs'
import { MonthFile } from '@/domain/month/schema'
import { env } from '@/env'
import { oracle } from '../month-oracle/oracle'
import type { RawMonth } from '../month-oracle/raw'
import { differences } from './present'
import { runMonth } from './run'

/** Plays a committed month in the database of this test file; what differs from the naive reading, and from the file's own figures. */
export async function besideOracle(name: string) {
  const raw = JSON.parse(readFileSync(`docs/months/${name}.json`, 'utf8')) as RawMonth & { expected?: unknown }
  const figures = await runMonth(MonthFile.parse(raw), { databaseUrl: env.DATABASE_URL, say: () => undefined })
  return { figures, wrong: [...differences(oracle(raw), figures), ...differences(raw.expected ?? {}, figures)] }
}
