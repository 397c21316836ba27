import pino from 'pino'
import { env } from '@/env'

/** Secrets never reach a log line, whatever object carries them. */
const REDACTED_PATHS = [
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'apiKey',
  'credential',
  'totp',
  '*.authorization',
  '*.cookie',
  '*.password',
  '*.token',
  '*.secret',
  '*.apiKey',
  '*.credential',
  '*.totp',
  'req.headers.authorization',
  'req.headers.cookie',
]

/** One wide JSON line per unit of work; payloads never. */
export const logger = pino({
  level: env.LOG_LEVEL,
  base: { role: env.ROLE },
  redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
  formatters: { level: (label) => ({ level: label }) },
})
