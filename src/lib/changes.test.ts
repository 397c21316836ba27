import { describe, expect, it } from 'vitest'
import { changes } from './changes'

const at = new Date('2026-11-23T06:00:00Z')
const row = { name: 'Brückner', city: 'Ulm' as string | null, at }

describe('changes', () => {
  it('names only what differs', () => {
    expect(changes(row, { name: 'Brückner Pumpen', city: 'Ulm' })).toEqual({
      before: { name: 'Brückner' },
      after: { name: 'Brückner Pumpen' },
    })
  })

  it('is null when nothing differs, equal instants included', () => {
    expect(changes(row, { city: 'Ulm', at: new Date(at) })).toBeNull()
    expect(changes(row, {})).toBeNull()
  })

  it('leaves undefined alone and takes null as a value', () => {
    expect(changes(row, { name: undefined, city: null })).toEqual({ before: { city: 'Ulm' }, after: { city: null } })
  })
})
