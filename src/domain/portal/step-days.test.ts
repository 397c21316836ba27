import { describe, expect, it } from 'vitest'
import { stepDays } from './step-days'

const base = { slug: 's', expected: 4, missed: 0, late: 0, downS: 0 }

describe('stepDays', () => {
  it('says nothing of days without an expectation, and counts the others', () => {
    const [row] = stepDays(
      [{ slug: 's', phrase: 'S' }],
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
})
