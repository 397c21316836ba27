import { describe, expect, it } from 'vitest'
import { stepDays } from './step-days'

const base = { slug: 's', expected: 4, missed: 0, late: 0, downS: 0 }

describe('stepDays', () => {
  it('says nothing of days without an expectation, and counts the others', () => {
    const [row] = stepDays(
      [{ slug: 's', phrase: 'S', state: 'moving' }],
      ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'],
      [
        { ...base, day: '2026-11-01' },
        { ...base, day: '2026-11-02', late: 1 },
        { ...base, day: '2026-11-03', missed: 1 },
        { ...base, day: '2026-11-04', expected: 0, downS: 600 },
        { ...base, day: '2026-10-31', downS: 9_999 },
      ],
    )
    expect(row).toEqual({
      ...{ slug: 's', phrase: 'S', states: ['kept', 'late', 'down', 'down', 'none'] },
      ...{ watched: 4, calm: 2, downS: 600 },
    })
  })

  it('shows what stands still now before the ledgers do', () => {
    const today = (state: 'moving' | 'slow' | 'stopped', downS: number) =>
      stepDays([{ slug: 's', phrase: 'S', state }], ['2026-11-01'], [{ ...base, day: '2026-11-01', downS }])[0]
    expect(today('moving', 0)).toMatchObject({ states: ['kept'], watched: 1, calm: 1 })
    expect(today('slow', 0)).toMatchObject({ states: ['late'], watched: 1, calm: 1 })
    expect(today('slow', 60)?.states).toEqual(['down'])
    expect(today('stopped', 0)).toMatchObject({ states: ['down'], watched: 1, calm: 0 })
  })
})
