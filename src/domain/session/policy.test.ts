import { describe, expect, it } from 'vitest'
import { isMembershipLive, isSessionLive, needsTouch } from './policy'

const NOW = new Date('2026-11-23T12:00:00Z')
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const SESSION = { lastSeenAt: at(-1), expiresAt: at(60), revokedAt: null }

describe('isSessionLive', () => {
  it.each([
    ['used a minute ago', {}, true],
    ['idle for 29:59', { lastSeenAt: new Date(at(-30).getTime() + 1000) }, true],
    ['idle for exactly 30 min', { lastSeenAt: at(-30) }, false],
    ['at its absolute end, busy', { lastSeenAt: NOW, expiresAt: NOW }, false],
    ['one second before its end', { expiresAt: new Date(NOW.getTime() + 1000) }, true],
    ['revoked', { revokedAt: at(-5) }, false],
  ])('%s', (_, change, isLive) => {
    expect(isSessionLive({ ...SESSION, ...change }, NOW)).toBe(isLive)
  })
})

describe('isMembershipLive', () => {
  it.each([
    ['open-ended', { expiresAt: null, revokedAt: null }, true],
    ['time-boxed, running', { expiresAt: at(1), revokedAt: null }, true],
    ['time-boxed, over', { expiresAt: NOW, revokedAt: null }, false],
    ['revoked', { expiresAt: null, revokedAt: NOW }, false],
  ])('%s', (_, membership, isLive) => {
    expect(isMembershipLive(membership, NOW)).toBe(isLive)
  })
})

it('writes last_seen_at at most once a minute', () => {
  expect(needsTouch({ ...SESSION, lastSeenAt: new Date(NOW.getTime() - 59_999) }, NOW)).toBe(false)
  expect(needsTouch({ ...SESSION, lastSeenAt: at(-1) }, NOW)).toBe(true)
})
