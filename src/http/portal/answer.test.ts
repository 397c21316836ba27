import { describe, expect, it } from 'vitest'
import { give, notThere, prepare, toSignIn } from './answer'

const page = prepare('text/html', '<p>Every step is moving.</p>')
const reader = { isPublic: true, accepted: '', hasEtag: undefined }

describe('who may frame a portal', () => {
  it.each([
    ['everybody’s page', give(page, reader)],
    ['a page that has not changed', give(page, { ...reader, hasEtag: page.etag })],
    ['a members’ page', give(page, { ...reader, isPublic: false })],
    ['no page', notThere()],
    ['the way to sign-in', toSignIn('/portal/pumps')],
  ])('%s: its own origin, where the console shows it as a phone would, and nobody else', (_, { headers }) => {
    const policies = headers['content-security-policy']?.split(';').map((part) => part.trim()) ?? []
    expect(policies.filter((part) => part.startsWith('frame-ancestors'))).toEqual(["frame-ancestors 'self'"])
    // Would be asked as well by an old browser, and refuse the console.
    expect(headers).not.toHaveProperty('x-frame-options')
  })
})
