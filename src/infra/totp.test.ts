import { describe, expect, it } from 'vitest'
import { matchTotp, newTotpSecret, qrPath, totpUri } from './totp'

/** RFC 6238, appendix B: ASCII "12345678901234567890", SHA-1; the last six of the eight digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (epochS: number) => ({ now: new Date(epochS * 1000), afterStep: null })

describe('matchTotp', () => {
  it.each([
    [59, '287082', 1n],
    [1_111_111_109, '081804', 37_037_036n],
    [1_234_567_890, '005924', 41_152_263n],
    [2_000_000_000, '279037', 66_666_666n],
  ])('knows the vector at %i', async (epochS, code, step) => {
    expect(await matchTotp(SECRET, code, at(epochS))).toBe(step)
  })

  it('takes the step before and after, and no other', async () => {
    const accepted = []
    for (const offset of [-60, -30, 0, 30, 60])
      accepted.push(await matchTotp(SECRET, '005924', at(1_234_567_890 + offset)))
    expect(accepted).toEqual([null, 41_152_263n, 41_152_263n, 41_152_263n, null])
  })

  it('refuses a step that was used, and any before it', async () => {
    const now = new Date(1_234_567_890_000)
    expect(await matchTotp(SECRET, '005924', { now, afterStep: 41_152_263n })).toBeNull()
    expect(await matchTotp(SECRET, '005924', { now, afterStep: 41_152_264n })).toBeNull()
    expect(await matchTotp(SECRET, '005924', { now, afterStep: 41_152_262n })).toBe(41_152_263n)
  })
})

it('makes a new secret of 160 bits each time, and a URI that apps read', () => {
  const secret = newTotpSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(newTotpSecret()).not.toBe(secret)
  const uri = new URL(totpUri(secret, { issuer: 'Nordlicht Automation', label: 'ben@nordlicht.example' }))
  expect([uri.protocol, uri.host, uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([
    'otpauth:',
    'totp',
    secret,
    'Nordlicht Automation',
  ])
})

it('draws a QR code as squares of one path', () => {
  const { size, path } = qrPath('otpauth://totp/x')
  expect((size - 17) % 4).toBe(0)
  expect(path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
})
