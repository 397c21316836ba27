import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { envSchema, readEnv } from './env'

const enough = {
  DATABASE_URL: 'postgresql://andon@127.0.0.1/andon',
  REDIS_URL: 'redis://127.0.0.1:6379',
  AUTH_SECRET: 'x'.repeat(32),
}

describe('readEnv', () => {
  it('fills every default from the three required variables', () => {
    expect(readEnv({ ...enough, PORT: '4000' })).toMatchObject({
      PORT: 4000,
      ROLE: 'all',
      BASE_URL: 'http://localhost:4000',
      INGEST_BODY_BYTES_MAX: 1_048_576,
      ANDON_DEMO: false,
    })
  })

  it('treats an empty value as unset', () => {
    expect(readEnv({ ...enough, BASE_URL: '' }).BASE_URL).toBe('http://localhost:3000')
    expect(() => readEnv({ ...enough, AUTH_SECRET: '' })).toThrow('AUTH_SECRET: is required')
  })

  it.each([
    ['PORT', '80a', 'whole number'],
    ['PORT', '70000', 'at most 65535'],
    ['ROLE', 'everything', 'ROLE'],
    ['DATABASE_URL', 'mysql://x', 'postgresql://'],
    ['REDIS_URL', 'localhost:6379', 'redis://'],
    ['AUTH_SECRET', 'short', '32 characters'],
    ['BASE_DOMAIN', 'https://andon.example', 'host name'],
    ['SENTRY_DSN', 'nonsense', 'http://'],
  ])('names %s=%s and why', (name, value, why) => {
    const read = () => readEnv({ ...enough, [name]: value })
    expect(read).toThrow(name)
    expect(read).toThrow(why)
  })

  it('names every missing variable at once', () => {
    expect(() => readEnv({})).toThrow(/DATABASE_URL: is required.*REDIS_URL: is required.*AUTH_SECRET: is required/s)
  })

  it('refuses to switch the tenant filter off in production only', () => {
    expect(readEnv({ ...enough, ANDON_APP_FILTER: 'off' }).ANDON_APP_FILTER).toBe('off')
    expect(() => readEnv({ ...enough, ANDON_APP_FILTER: 'off', NODE_ENV: 'production' })).toThrow('ANDON_APP_FILTER')
  })
})

it('.env.example documents exactly the variables of the schema', () => {
  const documented = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  const known = Object.keys(envSchema.in.shape)
  expect(documented.sort()).toEqual(known.sort())
})
