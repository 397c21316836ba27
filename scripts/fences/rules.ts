/** What each place may import: the table of docs/ARCHITECTURE.md. A place is a path; the longest that fits decides. */
const ENV = 'src/env.ts'
const HTTP = ['src/services', 'src/infra', 'src/domain', 'src/lib', 'src/ui/portal', ENV]
const SERVICES = ['src/services', 'src/queue', 'src/infra', 'src/domain', 'src/lib', ENV]

export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'src/app': ['src/ui', 'src/trpc', 'src/http', ...SERVICES],
  'src/ui': ['src/domain', 'src/lib', 'src/trpc/client'],
  'src/trpc': ['src/services', 'src/domain', 'src/lib', ENV],
  'src/http': HTTP,
  'src/http/portal': [...HTTP, 'src/ui/i18n'],
  'src/worker': SERVICES,
  'src/services': SERVICES,
  'src/services/notify': [...SERVICES, 'emails'],
  // Its pages are set in a worker from what the screens show: one document, one picture.
  'src/services/report': [...SERVICES, 'src/ui/report'],
  // A product that is read from outside, behind the port: the folder can be deleted.
  'src/connectors': [
    'src/services/connection/port',
    'src/services/channel/port',
    'src/services/channel/answers',
    'src/infra',
    'src/domain',
    'src/lib',
    ENV,
  ],
  'src/queue': ['src/infra', 'src/domain', 'src/lib', ENV],
  'src/infra': ['src/domain', 'src/lib', ENV],
  'src/domain': ['src/lib'],
  'src/lib': [],
  'src/env.ts': [],
  emails: ['src/domain', 'src/ui/brand', 'src/ui/i18n'],
  // The program's own entries: they put the parts together.
  'src/server.ts': ['src/http', 'src/worker', 'src/connectors', ...SERVICES],
  'src/proxy.ts': ['src/infra', 'src/domain', 'src/lib', ENV],
  'src/instrumentation.ts': ['src/infra', 'src/lib', ENV],
  'src/instrumentation-client.ts': [],
}

/** Places outside the program: they may import anything, and no layer above may import them. */
export const OUTSIDE = ['src/testing', 'prisma', 'scripts', 'bench', 'e2e'] as const

/** Tests may import anything too. */
export const TEST_FILE = /\.(test|e2e)\.tsx?$/

/** Written by `prisma generate`. */
export const GENERATED = 'src/infra/prisma'

export interface PackageFence {
  package: RegExp
  only: readonly string[]
}

/** Packages that have one home. */
export const PACKAGES: readonly PackageFence[] = [
  {
    package: /^next(\/|$)/,
    only: [
      'src/app',
      'src/ui',
      'src/trpc/client',
      'src/trpc/server',
      'src/proxy.ts',
      'src/server.ts',
      'src/instrumentation.ts',
    ],
  },
  { package: /^next-auth(\/|$)/, only: ['src/infra'] },
  {
    package: /^react(-dom)?(\/|$)/,
    only: ['src/app', 'src/ui', 'src/trpc/client', 'src/trpc/server', 'emails', 'src/http/portal'],
  },
  { package: /^@trpc\//, only: ['src/trpc', 'src/app/api/trpc'] },
  { package: /^bullmq(\/|$)/, only: ['src/queue', 'src/worker'] },
  { package: /^@prisma\//, only: ['src/infra'] },
  // Whoever calls out asks http-out, which judges the address where the socket opens.
  {
    package: /^(undici|ipaddr\.js|node:https|node:net|node:tls|node:dns|node:dgram|node:http2)(\/|$)/,
    only: ['src/infra/http-out', 'src/infra/dns'],
  },
]

/** All that decisions may lean on: no input, no output, no clock. */
export const DOMAIN_PACKAGES: readonly string[] = ['zod', 'luxon', 'croner', 'rrule-temporal']

/** Where the generated client's values may be used; its types may go wherever the layers allow. */
export const GENERATED_VALUES: readonly string[] = ['src/infra', 'src/services']

/** Who may call the global `fetch`: a browser to its own server. The server calls out through http-out. */
export const FETCHERS: readonly string[] = ['src/trpc/client', 'src/app', 'src/ui']

/** Who may read `process.env`. */
export const ENV_READERS: readonly string[] = [ENV, 'src/testing']
