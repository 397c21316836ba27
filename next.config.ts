import type { NextConfig } from 'next'

/** The content policy carries a nonce per request and is therefore set in `src/proxy.ts`, not here. */
const SECURITY = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
]

/** Drivers and exporters that load files or native parts at run time; bundling breaks them. */
const EXTERNAL = [
  'pg',
  '@prisma/client',
  '@prisma/adapter-pg',
  '@prisma/schema-engine-wasm',
  'bullmq',
  'ioredis',
  'pino',
  'prom-client',
  'undici',
  'luxon',
  '@sentry/node',
  '@opentelemetry/api',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-node',
  '@opentelemetry/exporter-trace-otlp-http',
  'react-email',
  'stripe',
]

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The native compiler checks the whole tree in `npm run verify`; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  typedRoutes: false,
  serverExternalPackages: EXTERNAL,
  // A partner's host in development is `<partner>.localhost`.
  allowedDevOrigins: ['*.localhost'],
  headers: async () => [
    { source: '/:path*', headers: SECURITY },
    { source: '/fonts/:file*', headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }] },
  ],
}

export default config
