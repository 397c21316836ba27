import { CalendarRules } from './schema'

const EVERY = [1, 2, 3, 4, 5, 6, 7]
const WEEKDAYS = [1, 2, 3, 4, 5]

/** A day of the transition, and the days around it, for rules that name dates. */
export interface Around {
  before: string
  day: string
  after: string
  /** the Monday of the week before */
  anchor: string
}

const shift = (name: string, from: string, to: string, days = EVERY, weeks?: number[]) => ({
  name,
  from,
  to,
  days,
  ...(weeks && { weeks }),
})
const NIGHT = shift('Night', '22:00', '06:00')
const THREE = [shift('Early', '06:00', '14:00'), shift('Late', '14:00', '22:00'), NIGHT]

/** Twenty plants, each built to meet a clock change in another way. */
export const SHAPES: Readonly<Record<string, (around: Around) => unknown>> = {
  'round the clock': () => ({ shifts: [shift('All', '00:00', '24:00')] }),
  'night over midnight': () => ({ shifts: [NIGHT] }),
  'three shifts': () => ({ shifts: THREE }),
  'three shifts, weekdays': () => ({ shifts: THREE.map((s) => ({ ...s, days: WEEKDAYS })) }),
  'starts within the hour of the change': () => ({ shifts: [shift('Half', '02:30', '10:30')] }),
  'ends within the hour of the change': () => ({ shifts: [shift('Half', '18:00', '02:30')] }),
  'only the hour of the change': () => ({ shifts: [shift('Hour', '02:00', '03:00')] }),
  'ends on the minute of the change': () => ({ shifts: [shift('Two', '22:00', '02:00')] }),
  'around midnight': () => ({ shifts: [shift('Midnight', '23:30', '00:30')] }),
  'a gap around midnight': () => ({ shifts: [shift('Day', '00:30', '23:30')] }),
  'round the clock from six': () => ({ shifts: [shift('Day', '06:00', '06:00')] }),
  'two weeks in turn': ({ anchor }) => ({
    shifts: [shift('A', '22:00', '06:00', EVERY, [1]), shift('B', '06:00', '14:00', EVERY, [2])],
    rotation: { weeks: 2, anchor },
  }),
  'a holiday that cancels shifts': ({ day }) => ({ shifts: THREE, holidays: [{ date: day, name: 'Holiday' }] }),
  'a holiday from midnight to midnight': ({ day }) => ({
    shifts: THREE,
    holidays: [{ date: day, name: 'Holiday' }],
    dayOff: 'day',
  }),
  'a shutdown over the change': ({ before, day }) => ({
    shifts: THREE,
    shutdowns: [{ from: before, to: day, name: 'Shutdown' }],
  }),
  'a shutdown to the day before, at midnight': ({ before }) => ({
    shifts: THREE,
    shutdowns: [{ from: before, to: before, name: 'Shutdown' }],
    dayOff: 'day',
  }),
  'open by exception in the hour of the change': ({ day }) => ({
    shifts: [shift('Day', '08:00', '16:00', WEEKDAYS)],
    exceptions: [{ kind: 'open', date: day, from: '01:30', to: '02:30', name: 'Extra' }],
  }),
  'closed by exception in the hour of the change': ({ day }) => ({
    shifts: THREE,
    exceptions: [{ kind: 'closed', date: day, from: '01:30', to: '03:30', name: 'Power cut' }],
  }),
  'extra shift on a holiday, cut by a closure': ({ day }) => ({
    shifts: THREE,
    holidays: [{ date: day, name: 'Holiday' }],
    exceptions: [
      { kind: 'open', date: day, from: '00:00', to: '12:00', name: 'Extra' },
      { kind: 'closed', date: day, from: '02:15', to: '02:45', name: 'Drill' },
    ],
  }),
  'overlapping shifts': () => ({ shifts: [NIGHT, shift('Long', '20:00', '04:00'), shift('Short', '03:00', '05:00')] }),
}

/** The rules of a shape, as the door reads them. */
export function rulesOf(shape: string, around: Around): CalendarRules {
  return CalendarRules.parse(SHAPES[shape]?.(around))
}
