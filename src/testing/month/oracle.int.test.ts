import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MonthFile } from '@/domain/month/schema'
import { env } from '@/env'
import { oracle } from '../month-oracle/oracle'
import { differences } from './present'
import { runMonth } from './run'

const FOLDER = 'docs/months'
/** One month per file of this test: each needs a database nobody has connected to. */
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))

describe('scripted months', () => {
  it.each(FILES)(
    '%s: the frozen figures are the naive ones, to the minute and the cent',
    async (name) => {
      const raw: unknown = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))
      const figures = await runMonth(MonthFile.parse(raw), { databaseUrl: env.DATABASE_URL, say: () => undefined })
      expect(differences(oracle(raw as Parameters<typeof oracle>[0]), figures)).toEqual([])
      expect(differences((raw as { expected?: unknown }).expected ?? {}, figures)).toEqual([])
    },
    300_000,
  )
})
