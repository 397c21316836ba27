import { z } from 'zod'

/** Whole numbers arrive as text; anything else in the text is a mistake worth stopping for. */
const zWhole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))

const zUrl = (...schemes: string[]) =>
  z.url({
    protocol: new RegExp(`^(${schemes.join('|')})$`),
    error: `must be a URL with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  })

/** Every variable Andon reads. `.env.example` documents the same names (a test compares them). */
export const envSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    PORT: zWhole(1, 65_535).default(3000),
    ROLE: z.enum(['all', 'web', 'ingest', 'worker']).default('all'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

    DATABASE_URL: zUrl('postgresql', 'postgres'),
    REDIS_URL: zUrl('redis', 'rediss'),
    ANDON_DATA_DIR: z.string().default('.andon'),
    ANDON_PROOF_DIR: z.string().optional(),

    BASE_URL: zUrl('http', 'https').optional(),
    BASE_DOMAIN: z
      .string()
      .regex(/^[a-z0-9.-]+$/, 'must be a host name in lower case, without scheme or port')
      .default('localhost'),
    AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
    SECRET_KEYS: z
      .string()
      .regex(
        /^[a-z0-9-]{1,32}:[A-Za-z0-9+/]{43}=(,[a-z0-9-]{1,32}:[A-Za-z0-9+/]{43}=)*$/,
        'must be id:base64 of 32 bytes, several separated by commas',
      )
      .transform((text) =>
        text.split(',').map((pair) => {
          const [id = '', key = ''] = pair.split(':')
          return { id, key }
        }),
      )
      .default([]),
    OUTBOUND_ALLOW: z
      .string()
      .regex(/^[a-z0-9.:[\]-]+:\d{1,5}(,[a-z0-9.:[\]-]+:\d{1,5})*$/, 'must be host:port, several separated by commas')
      .transform((text) => text.split(','))
      .default([]),

    DNS_SERVERS: z
      .string()
      .regex(/^[0-9a-f.:[\]]+(,[0-9a-f.:[\]]+)*$/i, 'must be address or address:port, several separated by commas')
      .transform((text) => text.split(','))
      .default([]),
    CERTIFICATE_ASK_KEY: z.string().min(24, 'must have at least 24 characters').optional(),

    MAIL_FROM: z.string().includes('@', { error: 'must be a mail address' }).default('notify@localhost'),
    RESEND_API_KEY: z.string().optional(),
    RESEND_BASE_URL: zUrl('http', 'https').optional(),
    SMTP_URL: zUrl('smtp', 'smtps').optional(),
    PAGERDUTY_EVENTS_URL: zUrl('http', 'https').default('https://events.pagerduty.com/v2/enqueue'),
    STRIPE_SECRET_KEY: z.string().min(8, 'must be a secret key, e.g. sk_live_…').optional(),
    STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_', 'must be a signing secret: whsec_…').optional(),
    STRIPE_API_BASE: zUrl('http', 'https').optional(),
    STRIPE_TAX: z.enum(['off', 'automatic']).default('off'),
    SENTRY_DSN: zUrl('http', 'https').optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: zUrl('http', 'https').optional(),

    INGEST_BODY_BYTES_MAX: zWhole(1024, 64 * 1024 * 1024).default(1024 * 1024),
    INGEST_BATCH_EVENTS_MAX: zWhole(1, 10_000).default(500),
    INGEST_QUEUE_EVENTS_MAX: zWhole(1, 1_000_000).default(5000),

    SIGN_UP: z
      .enum(['on', 'off'])
      .default('on')
      .transform((value) => value === 'on'),
    ANDON_DEMO: z
      .enum(['0', '1'])
      .default('0')
      .transform((value) => value === '1'),
    ANDON_APP_FILTER: z.enum(['on', 'off']).default('on'),
  })
  .refine((env) => env.ANDON_APP_FILTER === 'on' || env.NODE_ENV !== 'production', {
    path: ['ANDON_APP_FILTER'],
    message: 'must be on in production: off exists for the isolation tests only',
  })
  .transform((env) => ({ ...env, BASE_URL: env.BASE_URL ?? `http://localhost:${env.PORT}` }))

export type Env = Readonly<z.output<typeof envSchema>>

/**
 * Parses the given variables; an empty one counts as unset.
 * @throws Error naming every wrong variable and why.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const result = envSchema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map(({ path, message }) => {
    const name = path.join('.')
    return `  ${name}: ${name in given ? message : 'is required but not set'}`
  })
  throw new Error(`The environment is not usable (see .env.example):\n${lines.join('\n')}`)
}

let parsed: Env | undefined

/** The environment, parsed at first use so that a build and pure tests need none. */
export const env: Env = new Proxy({} as Env, {
  get(_, name) {
    parsed ??= readEnv(process.env)
    return parsed[name as keyof Env]
  },
})
