import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

/** A pair for Ed25519 (RFC 8032): DER as base64, PKCS#8 for the private part, SubjectPublicKeyInfo for the public one. */
export interface SigningPair {
  privateKey: string
  publicKey: string
}

export function newSigningPair(): SigningPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  }
}

/** SHA-256 over the public key's DER, as hex: what people compare. */
export function fingerprintOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
}

/** Signature over the text's UTF-8 bytes, as base64. */
export function signText(privateKey: string, text: string): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  return sign(null, Buffer.from(text), key).toString('base64')
}

/** False for a signature by another key, over another text, and for what is neither key nor signature. */
export function isSigned({
  publicKey,
  text,
  signature,
}: {
  publicKey: string
  text: string
  signature: string
}): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    const bytes = Buffer.from(signature, 'base64')
    return bytes.toString('base64') === signature && verify(null, Buffer.from(text), key, bytes)
  } catch {
    return false
  }
}
