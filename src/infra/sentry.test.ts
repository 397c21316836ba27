import { expect, it } from 'vitest'
import { scrub } from './sentry'

const KEY = `pk_${'a'.repeat(12)}_${'b'.repeat(32)}`

it('sends where the program failed, and nothing of what a customer sent', () => {
  const scrubbed = scrub({
    type: undefined,
    message: `GET /ping/${KEY} failed`,
    request: {
      method: 'POST',
      url: `https://host/ping/${KEY}?rid=secret`,
      headers: { authorization: `Bearer ${KEY}`, cookie: 'session=secret' },
      data: '{"order":"4711"}',
      query_string: 'rid=secret',
    },
    user: { email: 'ada@example.com' },
    extra: { payload: 'order 4711' },
    breadcrumbs: [{ message: 'order 4711' }],
    exception: {
      values: [
        {
          type: 'Error',
          value: `no ${KEY}`,
          stacktrace: { frames: [{ filename: 'a.ts', lineno: 7, vars: { order: '4711' } }] },
        },
      ],
    },
  })
  const text = JSON.stringify(scrubbed)
  for (const secret of ['b'.repeat(32), 'secret', '4711', 'ada@', 'session']) expect(text).not.toContain(secret)
  expect(scrubbed.message).toBe('GET /ping/pk_[redacted] failed')
  expect(scrubbed.exception?.values?.[0]).toMatchObject({
    type: 'Error',
    stacktrace: { frames: [{ filename: 'a.ts', lineno: 7 }] },
  })
})
