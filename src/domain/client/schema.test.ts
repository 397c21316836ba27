import { describe, expect, it } from 'vitest'
import { ClientInput, EquipmentInput, equipmentPath, SiteInput } from './schema'

const messages = (result: { error?: { issues: { message: string }[] } }) =>
  result.error?.issues.map((issue) => issue.message) ?? []

describe('client input', () => {
  it('trims names', () =>
    expect(ClientInput.parse({ slug: 'brueckner', name: ' Brückner Pumpen GmbH ' })).toEqual({
      slug: 'brueckner',
      name: 'Brückner Pumpen GmbH',
    }))
  it.each(['', 'A', 'a_b', '-a', 'a-', 'a--b', 'a b', 'ä', 'a.b', 'x'.repeat(64), 'portal', 'api', '../x'])(
    'refuses the slug %j',
    (slug) => {
      expect(messages(ClientInput.safeParse({ slug, name: 'x' }))[0]).toMatch(/^slug: /)
    },
  )
  it.each(['a', 'a-1', '4711', 'x'.repeat(63), 'portals'])('accepts the slug %j', (slug) =>
    expect(ClientInput.safeParse({ slug, name: 'x' }).success).toBe(true),
  )
  it.each(['', '   ', 'a\u0000', 'a\nb', '\ud800', 'x'.repeat(121)])('refuses the name %j', (name) =>
    expect(messages(ClientInput.safeParse({ slug: 'a', name }))[0]).toMatch(/^name: /),
  )
  it('refuses fields it does not know', () =>
    expect(ClientInput.safeParse({ slug: 'a', name: 'b', tenantId: 'x' }).success).toBe(false))
})

describe('site and equipment', () => {
  it('needs a zone that exists', () => {
    const site = { slug: 'hh', name: 'Hamburg', city: 'Hamburg', zone: 'Europe/Berlin' }
    expect(SiteInput.parse(site)).toEqual(site)
    expect(messages(SiteInput.safeParse({ ...site, zone: 'CET+1' }))).toEqual([
      'zone: must be an IANA time zone, e.g. Europe/Berlin or America/Chicago',
    ])
  })
  it('knows areas and lines, and their path', () => {
    expect(messages(EquipmentInput.safeParse({ level: 'cell', slug: 'a', name: 'b' }))).toEqual([
      'level: must be area or line',
    ])
    expect(equipmentPath(equipmentPath('acme/dallas', 'press'), 'line-4')).toBe('acme/dallas/press/line-4')
  })
})
