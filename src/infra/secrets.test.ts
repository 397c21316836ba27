import { beforeAll, expect, it, vi } from 'vitest'
import { openSecret, sealSecret } from './secrets'

beforeAll(() => {
  vi.stubEnv('AUTH_SECRET', 'a secret of the tests, long enough')
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1/none')
  vi.stubEnv('REDIS_URL', 'redis://127.0.0.1')
  vi.stubEnv('BASE_URL', undefined) // Vite's own variable of that name says '/'
})

it('opens what it sealed, and never seals twice alike', () => {
  const sealed = sealSecret('JBSWY3DPEHPK3PXP', 'table/column/1')
  expect(openSecret(sealed, 'table/column/1')).toBe('JBSWY3DPEHPK3PXP')
  expect(sealed).not.toContain('JBSWY3DP')
  expect(sealSecret('JBSWY3DPEHPK3PXP', 'table/column/1')).not.toBe(sealed)
})

it('does not open in another row', () => {
  const sealed = sealSecret('secret', 'table/column/1')
  expect(() => openSecret(sealed, 'table/column/2')).toThrow()
})

it('does not open when one byte differs', () => {
  const sealed = sealSecret('secret', 'table/column/1')
  for (const part of [1, 2, 3]) {
    const parts = sealed.split('.')
    const bytes = Buffer.from(parts[part] ?? '', 'base64url')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    parts[part] = bytes.toString('base64url')
    expect(() => openSecret(parts.join('.'), 'table/column/1')).toThrow()
  }
  expect(() => openSecret('v0.a.b.c', 'table/column/1')).toThrow('not a sealed secret')
})
