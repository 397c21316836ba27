import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatKey, hashSecret, parseKey } from './key'
import { ApiKeyInput, PingKeyInput } from './schema'

const base62 = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'),
    minLength: length,
    maxLength: length,
  })
const ID = '01999d3e-7c5a-7b7e-9c7b-3f1f4f0c1a2b'

describe('keys', () => {
  it('parses what it formats', () => {
    fc.assert(
      fc.property(fc.constantFrom('api' as const, 'ping' as const), base62(12), base62(32), (kind, keyId, secret) => {
        expect(parseKey(formatKey({ kind, keyId, secret }))).toEqual({ kind, keyId, secret })
      }),
    )
  })

  const good = `ak_${'a'.repeat(12)}_${'B'.repeat(32)}`
  it.each([
    '',
    'ak_',
    good.slice(0, -1),
    `${good}x`,
    ` ${good}`,
    `${good}\n`,
    good.replace('ak', 'zk'),
    good.replace('_', '-'),
    good.replace('B', 'ß'),
  ])('refuses %j', (text) => expect(parseKey(text)).toBeNull())

  it('does not format a key it could not parse', () => {
    expect(() => formatKey({ kind: 'api', keyId: 'short', secret: 'B'.repeat(32) })).toThrow('12')
  })

  it('hashes with SHA-256 (FIPS 180-2 vector)', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('key input', () => {
  it('keeps each scope once, in one order', () => {
    expect(ApiKeyInput.parse({ sourceId: ID, name: ' n8n ', scopes: ['read', 'events:write', 'read'] })).toEqual({
      sourceId: ID,
      name: 'n8n',
      scopes: ['events:write', 'read'],
      expiresAt: null,
    })
  })

  it.each([
    [{ sourceId: ID, name: 'x', scopes: [] }, 'scopes: choose at least one'],
    [{ sourceId: ID, name: 'x', scopes: ['admin'] }, 'scopes: must be of events:write, read, write, audit'],
    [{ sourceId: ID, name: '', scopes: ['read'] }, 'name: must not be empty'],
    [
      { sourceId: ID, name: 'x', scopes: ['read'], expiresAt: 'soon' },
      'expiresAt: must be an instant, e.g. 2027-01-01T00:00:00Z',
    ],
  ])('says what to change in %j', (input, message) => {
    expect(ApiKeyInput.safeParse(input).error?.issues.map((issue) => issue.message)).toContain(message)
  })

  it('binds a ping key to one workflow', () => {
    expect(PingKeyInput.safeParse({ name: 'x' }).success).toBe(false)
    expect(PingKeyInput.parse({ workflowId: ID, name: 'x', expiresAt: '2027-01-01T00:00:00Z' }).expiresAt).toEqual(
      new Date('2027-01-01'),
    )
  })
})
