import { expect, it } from 'vitest'
import { normalizeHost } from './host'

it.each([
  ['Nordlicht.LOCALHOST:3000', 'nordlicht.localhost'],
  ['status.brueckner.example.', 'status.brueckner.example'],
  ['127.0.0.1:3000', '127.0.0.1'],
  ['', ''],
  ['a b', ''],
  ['evil.example/path', ''],
  ['user@evil.example', ''],
  ['evil.example#x', ''],
  ['[::1]:3000', ''],
  ['a.example\r\nx: y', ''],
  ['-a.example', ''],
  ['a,b', ''],
])('%j → %j', (header, host) => {
  expect(normalizeHost(header)).toBe(host)
})
