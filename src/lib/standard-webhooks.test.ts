import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { newSigningSecret, signatureOf, signingKeyOf, verifySignature } from './standard-webhooks'

const NOW = 1_795_428_000_000
const timestamp = String(NOW / 1000)
const secret = newSigningSecret()
const keys = [signingKeyOf(secret)]
const body = Buffer.from('{"id":"run-1","note":"Grüße"}')
const headers = (key = keys[0], id = 'msg_1', at = timestamp) => ({
  id,
  timestamp: at,
  signature: key ? signatureOf(key, { id, timestamp: at, body }) : '',
})
const isTaken = (given: Parameters<typeof verifySignature>[1], bytes: Uint8Array = body, now = NOW) =>
  verifySignature(keys, given, bytes, now).ok

describe('Standard Webhooks 1.0', () => {
  it('signs the published vector', () => {
    const key = signingKeyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
    const delivery = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330' }
    expect(signatureOf(key, { ...delivery, body: Buffer.from('{"test": 2432232314}') })).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    )
  })

  it('signs what the reference implementation signs, and takes it', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.json(), (id, text) => {
        const theirs = new Webhook(secret).sign(id, new Date(NOW), text)
        expect(signatureOf(signingKeyOf(secret), { id, timestamp, body: Buffer.from(text) })).toBe(theirs)
        expect(isTaken({ id, timestamp, signature: theirs }, Buffer.from(text))).toBe(true)
      }),
    )
  })

  it('makes secrets of 32 bytes, none twice, that do not print', () => {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(newSigningSecret()).not.toBe(secret)
    expect(JSON.stringify({ keys })).toBe('{"keys":[{}]}')
  })
})

describe('a changed delivery', () => {
  it('is refused whichever bit of the body or of a header changed', () => {
    const good = headers()
    expect(isTaken(good)).toBe(true)
    const taken: string[] = []
    const flips = (text: Uint8Array, judge: (changed: Buffer) => boolean, name: string) => {
      for (let at = 0; at < text.length * 8; at++) {
        const changed = Buffer.from(text)
        changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7))
        if (judge(changed)) taken.push(`${name} bit ${at}`)
      }
      for (let cut = 0; cut < text.length; cut++)
        if (judge(Buffer.from(text.subarray(0, cut)))) taken.push(`${name} cut ${cut}`)
    }
    flips(body, (changed) => isTaken(good, changed), 'body')
    for (const name of ['id', 'timestamp', 'signature'] as const) {
      flips(Buffer.from(good[name]), (changed) => isTaken({ ...good, [name]: changed.toString('latin1') }), name)
    }
    expect(taken).toEqual([])
  })

  it('cannot be read as another delivery by moving a dot', () => {
    const [key] = keys
    const inner = Buffer.from(`${timestamp}.{}`)
    const signature = key ? signatureOf(key, { id: 'a', timestamp, body: inner }) : ''
    expect(isTaken({ id: `a.${timestamp}`, timestamp, signature }, Buffer.from('{}'))).toBe(false)
  })

  it.each([
    [{ ...headers(), id: undefined }, 'all three headers'],
    [{ ...headers(), timestamp: undefined }, 'all three headers'],
    [{ ...headers(), signature: '' }, 'all three headers'],
    [headers(keys[0], 'a b'), 'webhook-id'],
    [{ ...headers(), timestamp: 'soon' }, 'webhook-timestamp: send whole seconds'],
    [{ ...headers(), signature: 'v1,AAAA' }, 'live secret of this source'],
    [{ ...headers(), signature: headers().signature.replace('v1,', 'v1a,') }, 'live secret of this source'],
    [headers(signingKeyOf(newSigningSecret())), 'live secret of this source'],
  ])('is told what to change: %j', (given, words) => {
    expect(verifySignature(keys, given, body, NOW)).toEqual({ ok: false, reason: expect.stringContaining(words) })
  })
})

it('takes five minutes either way and not a second more', () => {
  const taken = [-301, -300, 0, 300, 301].map((offS) => isTaken(headers(), body, NOW + offS * 1000))
  expect(taken).toEqual([false, true, true, true, false])
  expect(verifySignature(keys, headers(), body, NOW + 301_000)).toMatchObject({
    reason: expect.stringMatching(/301 s old/),
  })
})

it('takes any of several signatures, by any of the live secrets', () => {
  const other = signingKeyOf(newSigningSecret())
  const signature = [headers(signingKeyOf(newSigningSecret())).signature, 'v1a,x', headers(other).signature].join(' ')
  expect(isTaken({ ...headers(), signature })).toBe(false)
  expect(verifySignature([...keys, other], { ...headers(), signature }, body, NOW)).toEqual({ ok: true, id: 'msg_1' })
})
