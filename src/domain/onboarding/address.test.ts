import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressProblem, isDeceptiveName, skeleton, zPartnerSlug } from './address'

describe('the address of a partner', () => {
  it.each([
    ['nordlicht', null],
    ['brueckner-it', null],
    ['ab', 'short'],
    ['4711', 'digits'],
    ['47-11', 'digits'],
    ['admin', 'reserved'],
    ['adm1n', 'reserved'],
    ['adrnin', 'reserved'],
    ['ad-min', 'reserved'],
    ['l0gin', 'reserved'],
    ['1ogin', 'reserved'],
    ['suppor7', null],
    ['5upport', 'reserved'],
    ['vvww', 'reserved'],
    ['autodiscover', 'reserved'],
    ['sign-up', 'reserved'],
    ['postmaster', 'reserved'],
  ])('%s: %s', (slug, problem) => {
    expect(addressProblem(slug)).toBe(problem)
  })

  it.each([
    'xn--80ak6aa92e',
    'nördlicht',
    'аdmin',
    'nord licht',
    '-nord',
    'nord-',
    'nord_licht',
    'NORD',
    'nord.licht',
    'a'.repeat(64),
  ])('refuses the form of %s', (slug) => {
    expect(zPartnerSlug.safeParse(slug).success).toBe(false)
  })

  it('has one shape however hyphens, digits and look-alikes are put in', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'o', 'l', 's', 'm', 't'), minLength: 3, maxLength: 20 })
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 19 }), (slug, at) => {
        const disguised = slug.replaceAll('o', '0').replaceAll('l', '1').replaceAll('s', '5').replaceAll('m', 'rn')
        const cut = `${slug.slice(0, at)}-${slug.slice(at)}`
        return skeleton(disguised) === skeleton(slug) && skeleton(cut) === skeleton(slug)
      }),
    )
  })
})

describe('a name', () => {
  it.each(['Nordlicht Automation', 'Südwerk & Söhne', 'Компания', 'Ελλάδα AE', 'Müller 2000', '日本オートメーション'])(
    '%s is honest',
    (name) => {
      expect(isDeceptiveName(name)).toBe(false)
    },
  )
  it.each(['Nоrdlicht', 'Pаypal', 'Nord\u200blicht', '\u202eadmin', 'Αndon'])('%j is not', (name) => {
    expect(isDeceptiveName(name)).toBe(true)
  })
})
