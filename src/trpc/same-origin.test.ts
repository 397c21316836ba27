import { expect, it } from 'vitest'
import { isSameOrigin } from './same-origin'

const HOST = { host: 'nordlicht.localhost:3000' }

it.each<[string, string, Record<string, string>, boolean]>([
  ['a read from anywhere', 'GET', { origin: 'https://evil.example' }, true],
  ['our own page', 'POST', { origin: 'http://nordlicht.localhost:3000' }, true],
  ['another site', 'POST', { origin: 'https://evil.example' }, false],
  ['another partner', 'POST', { origin: 'http://rival.localhost:3000' }, false],
  ['the same host on another port', 'POST', { origin: 'http://nordlicht.localhost:4000' }, false],
  ['a sandboxed frame', 'POST', { origin: 'null' }, false],
  ['no origin, but the browser says cross-site', 'POST', { 'sec-fetch-site': 'cross-site' }, false],
  ['no origin, but the browser says sibling', 'POST', { 'sec-fetch-site': 'same-site' }, false],
  ['a program without a browser', 'POST', {}, true],
])('%s', (_, method, headers, isAllowed) => {
  expect(isSameOrigin(method, new Headers({ ...HOST, ...headers }))).toBe(isAllowed)
})
