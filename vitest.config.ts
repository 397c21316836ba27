import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const inSources = (pattern: string) => [`{src,emails,prisma,scripts,bench}/**/${pattern}`]

/** `unit` needs nothing; `integration` and `e2e` need what `npm test` starts for them. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${root}src/` },
      { find: /^~\//, replacement: root },
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: inSources('*.test.{ts,tsx}'),
          exclude: inSources('*.int.test.ts'),
          env: { NODE_ENV: 'test', TZ: 'UTC' },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: inSources('*.int.test.ts'),
          setupFiles: ['src/testing/setup-int.ts'],
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          setupFiles: ['e2e/_env.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
