import { describe, expect, it } from 'vitest'
import { zSlug } from './schema'
import { suggestSlug } from './slug'

describe('suggestSlug', () => {
  it.each([
    ['Brückner Pumpen GmbH & Co. KG', 'brueckner-pumpen-gmbh-co-kg'],
    ['Groß-Gerau (Werk 2)', 'gross-gerau-werk-2'],
    ['Société Générale', 'societe-generale'],
    ['  --A--  ', 'a'],
    ['株式会社', ''],
    ['x'.repeat(70), 'x'.repeat(63)],
  ])('%s: %s', (name, slug) => {
    expect(suggestSlug(name)).toBe(slug)
    if (slug) expect(zSlug.safeParse(slug).success).toBe(true)
  })

  it('never ends on the hyphen that a cut leaves', () => {
    expect(suggestSlug(`${'a'.repeat(62)} bc`)).toBe('a'.repeat(62))
  })
})
