import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkFences } from './fences/check'
import { readModules } from './fences/graph'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'andon-fences-'))
})
afterEach(() => rmSync(root, { recursive: true }))

/** A tree in which every import resolves, plus one file under test. */
function broken(path: string, source: string): string[] {
  const plant = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  for (const place of ['app/a', 'ui/a', 'ui/portal/a', 'ui/brand/a', 'trpc/a', 'trpc/client', 'http/a', 'worker/a']) {
    plant(`src/${place}.ts`, 'export const a = 1\nexport type A = number\n')
  }
  for (const place of [
    'services/a',
    'queue/a',
    'infra/a',
    'infra/prisma/client',
    'domain/a',
    'lib/a',
    'testing/a',
    'env',
  ]) {
    plant(`src/${place}.ts`, 'export const a = 1\nexport type A = number\n')
  }
  plant('emails/a.ts', 'export const a = 1\n')
  plant('scripts/a.ts', 'export const a = 1\n')
  plant(path, source)
  return checkFences(readModules(root))
}

const uses = (specifier: string) => `import { a } from '${specifier}'\nexport const b = a\n`

describe('a planted violation is caught', () => {
  it.each([
    ['src/lib/b.ts', '@/domain/a'],
    ['src/lib/b.ts', '@/env'],
    ['src/domain/b.ts', '@/infra/a'],
    ['src/domain/b.ts', '@/services/a'],
    ['src/domain/b.ts', 'node:fs'],
    ['src/domain/b.ts', 'lodash'],
    ['src/infra/b.ts', '@/services/a'],
    ['src/infra/b.ts', '@/queue/a'],
    ['src/queue/b.ts', '@/services/a'],
    ['src/services/x/b.ts', '@/trpc/a'],
    ['src/services/x/b.ts', '@/http/a'],
    ['src/services/x/b.ts', '~/emails/a'],
    ['src/services/x/b.ts', '@/testing/a'],
    ['src/trpc/b.ts', '@/infra/a'],
    ['src/trpc/b.ts', '@/http/a'],
    ['src/http/b.ts', '@/ui/a'],
    ['src/http/b.ts', '@/trpc/a'],
    ['src/worker/b.ts', '@/trpc/a'],
    ['src/worker/b.ts', '@/http/a'],
    ['src/ui/b.ts', '@/services/a'],
    ['src/ui/b.ts', '@/trpc/a'],
    ['src/ui/b.ts', '@/env'],
    ['src/app/b.ts', '@/worker/a'],
    ['src/app/b.ts', '@/testing/a'],
    ['src/app/b.ts', '~/scripts/a'],
    ['emails/b.ts', '@/services/a'],
    ['src/http/b.ts', 'next/server'],
    ['src/services/x/b.ts', 'next/headers'],
    ['src/services/x/b.ts', 'next-auth'],
    ['src/services/x/b.ts', 'react'],
    ['src/http/b.ts', 'react-dom/server'],
    ['src/services/x/b.ts', '@trpc/server'],
    ['src/app/b.ts', '@trpc/client'],
    ['src/services/x/b.ts', 'bullmq'],
    ['src/services/x/b.ts', '@prisma/client'],
    ['src/services/x/b.ts', 'undici'],
    ['src/connectors/n8n/b.ts', 'node:https'],
    ['src/connectors/n8n/b.ts', '@/services/a'],
    ['src/services/x/b.ts', './nowhere'],
    ['src/somewhere/b.ts', '@/lib/a'],
  ])('%s must not import %s', (path, specifier) => {
    expect(broken(path, uses(specifier))).toEqual([expect.stringContaining(path)])
  })

  it.each([
    ['type-only import', `import type { A } from '@/infra/a'\nexport type B = A\n`],
    ['inline type import', `import { type A } from '@/infra/a'\nexport type B = A\n`],
    ['import type expression', `export type B = import('@/infra/a').A\n`],
    ['re-export', `export { a } from '@/infra/a'\n`],
    ['star export', `export * from '@/infra/a'\n`],
    ['dynamic import', `export const b = () => import('@/infra/a')\n`],
    ['relative path', `export { a } from '../infra/a'\n`],
    ['side effect', `import '@/infra/a'\n`],
  ])('in the form of a %s', (_, source) => {
    expect(broken('src/domain/b.ts', source)).toEqual([expect.stringContaining('src/domain/b.ts')])
  })

  it('the generated client: values in infra and services only, types elsewhere', () => {
    expect(broken('src/http/b.ts', uses('@/infra/prisma/client'))).toHaveLength(1)
    expect(broken('src/http/b.ts', `import type { A } from '@/infra/prisma/client'\nexport type B = A\n`)).toEqual([])
    expect(broken('src/services/x/b.ts', uses('@/infra/prisma/client'))).toHaveLength(0)
  })

  it('process.env outside env.ts', () => {
    expect(broken('src/infra/b.ts', 'export const b = process.env.PORT\n')).toEqual([
      expect.stringContaining('process.env'),
    ])
  })

  it('a call to the outside that does not go through http-out', () => {
    expect(broken('src/services/x/b.ts', `export const b = () => fetch('http://x')\n`)).toEqual([
      expect.stringContaining('requestOut'),
    ])
  })

  it.each(['Date.now()', 'new Date()', 'Math.random()'])('%s in a decision', (call) => {
    expect(broken('src/domain/b.ts', `export const b = () => ${call}\n`)).toEqual([expect.stringContaining(call)])
  })

  it('import cycles, also of types', () => {
    broken('src/domain/b.ts', `import type { C } from './c'\nexport type B = C\n`)
    const lines = broken('src/domain/c.ts', `import type { B } from './b'\nexport type C = B | 1\n`)
    expect(lines).toEqual([expect.stringContaining('src/domain/b.ts → src/domain/c.ts → src/domain/b.ts')])
  })

  it('a file that does not parse', () => {
    expect(broken('src/lib/b.ts', 'export const = 1\n')).toEqual([expect.stringContaining('does not parse')])
  })
})

describe('what is allowed passes', () => {
  it.each([
    ['src/app/api/trpc/b.ts', '@trpc/server/adapters/fetch'],
    ['src/app/b.ts', '@/services/a'],
    ['src/trpc/client.tsx', '@trpc/client'],
    ['src/http/portal/b.ts', 'react-dom/server'],
    ['src/http/b.ts', '@/ui/portal/a'],
    ['src/ui/b.ts', '@/trpc/client'],
    ['src/services/notify/b.ts', '~/emails/a'],
    ['src/domain/b.ts', 'luxon'],
    ['src/services/x/b.test.ts', '@/testing/a'],
    ['scripts/b.ts', '@/worker/a'],
  ])('%s may import %s', (path, specifier) => {
    expect(broken(path, uses(specifier))).toEqual([])
  })
})

it('reads every source of this repository', () => {
  const files = ['src', 'emails', 'prisma', 'scripts', 'bench', 'e2e'].flatMap((dir) => {
    try {
      return readdirSync(dir, { recursive: true, withFileTypes: true })
    } catch {
      return []
    }
  })
  const sources = files.filter(
    ({ name, parentPath }) =>
      /\.m?tsx?$/.test(name) && !name.endsWith('.d.ts') && !parentPath.startsWith('src/infra/prisma'),
  )
  const modules = readModules('.')
  expect(modules.length).toBeGreaterThan(50)
  expect(modules.length).toBe(sources.length)
  expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(modules.length)
})
