import { z } from 'zod'
import { sha256 } from '@/lib/crypto'
import { fingerprintOf, isSigned, signText } from '@/lib/ed25519'
import { canonicalJson } from '@/lib/json'

export const CHECKPOINT_CAUSES = ['daily', 'freeze', 'pack', 'rotation', 'manual'] as const
export type CheckpointCause = (typeof CHECKPOINT_CAUSES)[number]

const zHash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')

/** What is signed: the whole trail of a partner up to `size` entries in one hash, tied to the checkpoint before it. */
const CheckpointBody = z.strictObject({
  type: z.literal('andon.checkpoint.v1'),
  partner: z.string(),
  number: z.int().min(1),
  /** entries of the trail that it covers: 1 … size */
  size: z.int().min(0),
  /** RFC 6962 tree hash over the entries' hashes, 32 bytes each */
  root: zHash,
  /** SHA-256 of the canonical body of the checkpoint before; null for the first */
  prevCheckpointDigest: zHash.nullable(),
  at: z.iso.datetime(),
  cause: z.enum(CHECKPOINT_CAUSES),
  /** fingerprint of the key that signed it */
  key: zHash,
})
export type CheckpointBody = z.output<typeof CheckpointBody>

/** A body as its canonical text (RFC 8785), with the Ed25519 signature over exactly these bytes. */
export interface SignedCheckpoint {
  body: string
  signature: string
  publicKey: string
}

/** Digest of a checkpoint: what its successor names and what the mail carries. */
export function digestOf({ body }: { body: string }): string {
  return sha256(body)
}

/** Writes and signs the successor of `prev`. */
export function signCheckpoint(
  facts: Omit<CheckpointBody, 'type' | 'key' | 'number' | 'prevCheckpointDigest'>,
  prev: { number: number; digest: string } | null,
  { privateKey, publicKey }: { privateKey: string; publicKey: string },
): SignedCheckpoint {
  const content: CheckpointBody = {
    type: 'andon.checkpoint.v1',
    ...facts,
    number: (prev?.number ?? 0) + 1,
    prevCheckpointDigest: prev?.digest ?? null,
    key: fingerprintOf(publicKey),
  }
  const body = canonicalJson(content)
  return { body, signature: signText(privateKey, body), publicKey }
}

/** The body's fields, or null when the text is not a canonical body. */
export function readBody(text: string): CheckpointBody | null {
  try {
    const parsed = CheckpointBody.safeParse(JSON.parse(text))
    return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : null
  } catch {
    return null
  }
}

export type CheckpointFault = 'body' | 'signature' | 'key_unknown' | 'number' | 'partner' | 'predecessor' | 'size'

export type CheckpointsVerdict =
  | { ok: true; bodies: CheckpointBody[] }
  | { ok: false; number: number; why: CheckpointFault }

function faultOf(
  { body: text, signature, publicKey }: SignedCheckpoint,
  before: { body: CheckpointBody; digest: string } | null,
  isKnownKey: (fingerprint: string) => boolean,
): CheckpointFault | null {
  const body = readBody(text)
  if (!body) return 'body'
  const fingerprint = fingerprintOf(publicKey)
  if (!isKnownKey(fingerprint)) return 'key_unknown'
  if (body.key !== fingerprint || !isSigned({ publicKey, text, signature })) return 'signature'
  if (body.number !== (before?.body.number ?? 0) + 1) return 'number'
  if (body.prevCheckpointDigest !== (before?.digest ?? null)) return 'predecessor'
  if (before && body.partner !== before.body.partner) return 'partner'
  if (before && body.size < before.body.size) return 'size'
  return null
}

/** Checks signatures and links of checkpoints from the first on, and names the first that is wrong. */
export function verifyCheckpoints(
  checkpoints: readonly SignedCheckpoint[],
  isKnownKey: (fingerprint: string) => boolean,
): CheckpointsVerdict {
  const bodies: CheckpointBody[] = []
  let before: { body: CheckpointBody; digest: string } | null = null
  for (const [index, checkpoint] of checkpoints.entries()) {
    const why = faultOf(checkpoint, before, isKnownKey)
    const body = readBody(checkpoint.body)
    if (why || !body) return { ok: false, number: index + 1, why: why ?? 'body' }
    bodies.push(body)
    before = { body, digest: digestOf(checkpoint) }
  }
  return { ok: true, bodies }
}
