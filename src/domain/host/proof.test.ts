import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLAIM_MS, type Claim, findProof, GRACE_MS, stepClaim } from './proof'
import { hostName, zHost } from './schema'

const NOW = new Date('2026-11-23T22:00:00Z')
const ago = (ms: number) => new Date(NOW.getTime() - ms)
const claim = (patch: Partial<Claim> = {}): Claim => ({
  status: 'pending',
  createdAt: ago(0),
  failingSince: null,
  ...patch,
})
const proven = claim({ status: 'proven', createdAt: ago(9e9) })

describe('the proof', () => {
  it.each([
    [['portal-proof=abc'], 'found'],
    [['v=spf1 -all', ' "portal-proof=abc" '], 'found'],
    [['portal-proof=xyz'], 'other'],
    [['v=spf1 -all'], 'missing'],
    [['portal-proof=abcd'], 'other'],
    [['PORTAL-PROOF=abc'], 'missing'],
    [['x portal-proof=abc'], 'missing'],
  ])('%j is %s', (values, finding) => {
    expect(findProof({ kind: 'records', values }, 'abc')).toBe(finding)
  })
  it('is missing where there is nothing, and unknown where nobody answers', () => {
    expect(findProof({ kind: 'none' }, 'abc')).toBe('missing')
    expect(findProof({ kind: 'silent' }, 'abc')).toBe('silent')
  })
})

describe('a claim', () => {
  it('is proven by the first look that finds it, and looked at daily from then on', () => {
    const step = stepClaim(claim(), 'found', NOW)
    expect(step).toMatchObject({ status: 'proven', event: 'proven' })
    expect(step.nextCheckAt.getTime() - NOW.getTime()).toBe(86_400_000)
  })
  it('warns once when the proof goes, and gives the host back after the grace', () => {
    const first = stepClaim(proven, 'missing', NOW)
    expect(first).toMatchObject({ status: 'failing', event: 'failing', failingSince: NOW })
    expect(stepClaim({ ...proven, ...first }, 'missing', NOW).event).toBeNull()
    expect(stepClaim({ ...proven, status: 'failing', failingSince: ago(GRACE_MS - 1) }, 'other', NOW).event).toBeNull()
    expect(stepClaim({ ...proven, status: 'failing', failingSince: ago(GRACE_MS) }, 'other', NOW).event).toBe(
      'released',
    )
  })
  it('recovers', () => {
    const failing = { ...proven, status: 'failing' as const, failingSince: ago(GRACE_MS * 2) }
    expect(stepClaim(failing, 'found', NOW)).toMatchObject({ status: 'proven', event: 'recovered', failingSince: null })
  })
  it('never loses its host to silence', () => {
    const since = fc.nat(1e11).map(ago)
    fc.assert(
      fc.property(since, fc.constantFrom('proven' as const, 'failing' as const), (at, status) => {
        const held = { ...proven, status, failingSince: status === 'failing' ? at : null }
        expect(stepClaim(held, 'silent', NOW)).toMatchObject({ status, event: null })
      }),
    )
  })
  it('that nobody proves ends', () => {
    expect(stepClaim(claim({ createdAt: ago(CLAIM_MS - 1) }), 'missing', NOW).event).toBeNull()
    expect(stepClaim(claim({ createdAt: ago(CLAIM_MS) }), 'missing', NOW).event).toBe('released')
  })
})

describe('a host name', () => {
  it.each([
    ['Status.Brueckner.EXAMPLE.', 'status.brueckner.example'],
    ['brückner.example', 'xn--brckner-o2a.example'],
    ['brueckner.example', 'brueckner.example'],
  ])('%j is kept as %j', (given, kept) => expect(hostName(given)).toBe(kept))
  it.each([
    '',
    'x',
    'a b.example',
    'https://a.example',
    'a.example:80',
    'a.example/x',
    '1.2.3.4',
    '[::1]',
    'a@b.example',
    '-a.example',
    'a..example',
    '0x7f.1',
    'a_b.example',
    `${'a'.repeat(64)}.example`,
  ])('%j is none', (given) => expect(hostName(given)).toBeNull())
  it.each(['x.localhost', 'db.internal', '10.in-addr.arpa', 'x.local'])('%j is not public', (given) =>
    expect(zHost.safeParse(given).success).toBe(false),
  )
})
