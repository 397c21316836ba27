import { generateSecret, generateURI, verify } from 'otplib'
import { create } from 'qrcode'

/** RFC 6238 defaults, which every authenticator app knows. */
const STEP_S = 30

/** A new 160-bit secret, Base32. */
export function newTotpSecret(): string {
  return generateSecret()
}

/** What an authenticator app reads. `issuer` is the partner's brand. */
export function totpUri(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  return generateURI({ secret, issuer, label })
}

/**
 * The time step whose code was given: now or one step to either side, and later than `afterStep`, so that a code
 * seen over a shoulder cannot be used a second time. Null for a wrong code.
 */
export async function matchTotp(
  secret: string,
  code: string,
  { now, afterStep }: { now: Date; afterStep: bigint | null },
): Promise<bigint | null> {
  const epoch = Math.floor(now.getTime() / 1000)
  const result = await verify({ secret, token: code, epoch, epochTolerance: STEP_S })
  if (!result.valid || !('epoch' in result)) return null
  const step = BigInt(Math.floor(result.epoch / STEP_S))
  return afterStep !== null && step <= afterStep ? null : step
}

/** A QR code as one SVG path in a square of `size` units. */
export function qrPath(text: string): { size: number; path: string } {
  const { data, size } = create(text, { errorCorrectionLevel: 'M' }).modules
  const dark = [...data].flatMap((bit, at) => (bit ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : []))
  return { size, path: dark.join('') }
}
