/** Words of checkpoints, keys and evidence packs. */
export const proof = {
  mail: {
    subject: 'Checkpoint {number} of the audit trail, {brand}',
    heading: 'Checkpoint {number} of the audit trail',
    why: 'It fixes the first {size} entries of the audit trail of {brand}. Whoever holds this mail can prove later that none of them was altered, left out or added. Keep it; you need to do nothing else.',
    digest: 'Digest of this checkpoint',
    digestDetail: 'Give it to the verifier: --checkpoint {digest}',
    key: 'Fingerprint of the key that signed it',
    keyDetail: 'Give it to the verifier: --key {fingerprint}',
    text: 'Signed text',
    signature: 'Signature (Ed25519, base64)',
    footer: 'You get this because {brand} named you as a keeper of its checkpoints.',
  },
  causes: {
    daily: 'daily',
    freeze: 'month frozen',
    pack: 'evidence pack',
    rotation: 'new key',
    manual: 'asked for',
  },
} as const
