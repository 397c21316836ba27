import { expect, it } from 'vitest'
import { localPath } from './local-path'

it.each([
  ['/incidents?status=open#top', '/incidents?status=open#top'],
  ['/', '/'],
  [null, '/'],
  ['', '/'],
  ['incidents', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/a\\b', '/'],
  ['/a\r\nset-cookie: x', '/'],
])('%j → %j', (wanted, path) => {
  expect(localPath(wanted)).toBe(path)
})
