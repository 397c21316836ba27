import { describe, expect, it } from 'vitest'
import { type AlarmState, type News, sound } from './alarm'
import { Alarm } from './spec'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute))
const down = (minute: number): News => ({ kind: 'bad', at: at(minute), what: `missed ${minute}`, isChange: true })
const up = (minute: number): News => ({ kind: 'good', at: at(minute), isChange: true })
const told = (
  alarm: object,
  news: News[],
  now: number,
  held: (at: Date) => Date | null = () => null,
  before: AlarmState = {},
) => {
  const heard = sound(Alarm.parse(alarm), before, news, { now: at(now), heldUntil: held })
  return { ...heard, lines: heard.moves.map((move) => `${move.kind}@${move.at.getUTCMinutes()}`) }
}

describe('when bad news becomes an incident', () => {
  it('at once, and ends with the good news', () => {
    expect(told({}, [down(1), up(4)], 9).lines).toEqual(['open@1', 'recover@4'])
  })

  it('held down: only after it has been bad for so long, stamped with its beginning', () => {
    const waiting = told({ holdS: 300 }, [down(1)], 3)
    expect(waiting.lines).toEqual([])
    expect(waiting.nextAt).toEqual(at(6))
    expect(told({ holdS: 300 }, [], 6, undefined, waiting.state).lines).toEqual(['open@1'])
    expect(told({ holdS: 300 }, [up(5)], 9, undefined, waiting.state).lines).toEqual(['recover@5'])
    expect(told({ holdS: 300 }, [down(1), up(6)], 9).lines).toEqual(['recover@6'])
  })

  it('k bad of the last n: the third, not the first two; silence counts slot by slot', () => {
    const badOf = { bad: 2, of: 3 }
    expect(told({ badOf }, [down(1), up(2), down(3)], 9).lines).toEqual(['recover@2', 'open@3'])
    expect(told({ badOf: { bad: 3, of: 3 } }, [down(1), up(2), down(3)], 9).lines).toEqual(['recover@2'])
    const silent: News = {
      kind: 'bad',
      at: at(1),
      what: 'missed',
      isChange: true,
      missedBy: (more) => at(1 + 15 * more),
    }
    const waiting = told({ badOf }, [silent], 9)
    expect(waiting.nextAt).toEqual(at(16))
    expect(told({ badOf }, [], 16, undefined, waiting.state).lines).toEqual(['open@1'])
  })

  it('chattering: one incident for all changes, calm after a whole window; what is bad then opens', () => {
    const flap = { changes: 4, windowS: 600 }
    const news = [down(1), up(2), down(3), up(4), down(5), up(6), down(7)]
    const chattering = told({ flap }, news, 8)
    expect(chattering.lines.filter((line) => line.startsWith('flapping'))).toEqual(['flapping@4'])
    expect(chattering.lines.filter((line) => line.startsWith('open'))).toEqual(['open@1', 'open@3'])
    expect(chattering.nextAt).toEqual(at(17))
    expect(told({ flap }, [], 17, undefined, chattering.state).lines).toEqual(['calm@17', 'open@7'])
    expect(told({ flap }, [up(8)], 18, undefined, chattering.state).lines).toEqual(['recover@8', 'calm@18'])
  })

  it('within approved maintenance: held until it ends, and re-enters unless it has healed', () => {
    const window = (instant: Date) => (instant >= at(0) && instant < at(30) ? at(30) : null)
    const held = told({}, [down(5)], 6, window)
    expect(held.lines).toEqual([])
    expect(held.nextAt).toEqual(at(30))
    expect(told({}, [], 30, window, held.state).lines).toEqual(['open@5'])
    expect(told({}, [up(20)], 31, window, held.state).lines).toEqual(['recover@20'])
  })
})
