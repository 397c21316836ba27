import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodeCursor, encodeCursor, toPage } from './cursor'

const key = z.tuple([z.iso.datetime(), z.int()])
const place: [string, number] = ['2026-11-23T06:00:00.123456Z', 7]

describe('cursor', () => {
  it('comes back as it went out', () => {
    expect(decodeCursor(encodeCursor(place), key)).toEqual(place)
    expect(decodeCursor(undefined, key)).toBeNull()
  })

  it.each([
    '',
    'x',
    'AAAA',
    '%00',
    encodeCursor(['2026-11-23T06:00:00Z']),
    encodeCursor(['today', 7]),
    encodeCursor([...place, 8]),
  ])('refuses %j and says what to send', (cursor) =>
    expect(() => decodeCursor(cursor, key)).toThrow(/nextCursor of the page before/),
  )
})

describe('toPage', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id }))
  const keyOf = ({ id }: { id: string }) => [id]

  it('names the next page only when a row is left over', () => {
    expect(toPage(rows, 2, keyOf)).toEqual({ data: [{ id: 'a' }, { id: 'b' }], nextCursor: encodeCursor(['b']) })
    expect(toPage(rows, 3, keyOf)).toEqual({ data: rows, nextCursor: null })
    expect(toPage([], 3, keyOf)).toEqual({ data: [], nextCursor: null })
  })
})
