import { CalendarRules, type Holiday, type Shift } from '@/domain/calendar/schema'

const WEEKDAYS = [1, 2, 3, 4, 5]
const EVERY = [1, 2, 3, 4, 5, 6, 7]

const shift = (name: string, from: string, to: string, days = WEEKDAYS, weeks?: number[]): Shift => ({
  ...{ name, from, to, days },
  ...(weeks && { weeks }),
})

/** "2026-01-01 Neujahr", one per line. */
function days(text: string): Holiday[] {
  const lines = text.trim().split('\n')
  return lines.map((line) => ({ date: line.trim().slice(0, 10), name: line.trim().slice(11) }))
}

const HAMBURG = days(`2026-01-01 Neujahr
  2026-04-03 Karfreitag
  2026-04-06 Ostermontag
  2026-05-01 Tag der Arbeit
  2026-05-14 Christi Himmelfahrt
  2026-05-25 Pfingstmontag
  2026-10-03 Tag der Deutschen Einheit
  2026-10-31 Reformationstag
  2026-12-25 1. Weihnachtstag
  2026-12-26 2. Weihnachtstag
  2027-01-01 Neujahr
  2027-03-26 Karfreitag
  2027-03-29 Ostermontag
  2027-05-01 Tag der Arbeit
  2027-05-06 Christi Himmelfahrt
  2027-05-17 Pfingstmontag
  2027-10-03 Tag der Deutschen Einheit
  2027-10-31 Reformationstag
  2027-12-25 1. Weihnachtstag
  2027-12-26 2. Weihnachtstag`)

const MILWAUKEE = days(`2026-01-01 New Year’s Day
  2026-05-25 Memorial Day
  2026-07-03 Independence Day (observed)
  2026-09-07 Labor Day
  2026-11-26 Thanksgiving
  2026-11-27 Day after Thanksgiving
  2026-12-25 Christmas Day
  2027-01-01 New Year’s Day
  2027-05-31 Memorial Day
  2027-07-05 Independence Day (observed)
  2027-09-06 Labor Day
  2027-11-25 Thanksgiving
  2027-11-26 Day after Thanksgiving
  2027-12-24 Christmas Day (observed)`)

const VALENCIA = days(`2026-01-01 Año Nuevo
  2026-01-06 Epifanía
  2026-03-19 San José
  2026-04-03 Viernes Santo
  2026-04-06 Lunes de Pascua
  2026-05-01 Fiesta del Trabajo
  2026-06-24 San Juan
  2026-08-15 Asunción
  2026-10-09 Día de la Comunitat Valenciana
  2026-10-12 Fiesta Nacional
  2026-12-08 Inmaculada Concepción
  2026-12-25 Navidad
  2027-01-01 Año Nuevo
  2027-01-06 Epifanía
  2027-03-19 San José
  2027-03-26 Viernes Santo
  2027-03-29 Lunes de Pascua
  2027-05-01 Fiesta del Trabajo
  2027-06-24 San Juan
  2027-10-09 Día de la Comunitat Valenciana
  2027-10-12 Fiesta Nacional
  2027-12-08 Inmaculada Concepción
  2027-12-25 Navidad`)

const CHRISTMAS = { from: '2026-12-24', to: '2027-01-03' }
const EARLY_LATE = [shift('Früh', '06:00', '14:00'), shift('Spät', '14:00', '22:00')]

export interface DemoCalendar {
  name: string
  /** slug of the area or line that follows it; null: the site */
  place: string | null
  rules: CalendarRules
  /** hours of the next Saturday that become a version of their own */
  extra?: { kind: 'open' | 'closed'; from: string; to: string; name: string }
}

/** What the three plants work, by the slug of their client. */
export const SHOP_CALENDARS: Readonly<Record<string, readonly DemoCalendar[]>> = {
  brueckner: [
    {
      name: 'Zweischicht, Werk Hamburg',
      place: null,
      rules: CalendarRules.parse({
        shifts: EARLY_LATE,
        holidays: HAMBURG,
        shutdowns: [
          { from: '2026-08-03', to: '2026-08-14', name: 'Betriebsferien' },
          { ...CHRISTMAS, name: 'Weihnachtsruhe' },
        ],
      }),
      extra: { kind: 'open', from: '06:00', to: '14:00', name: 'Sonderschicht Großauftrag' },
    },
    {
      name: 'Dreischicht, Linie 1',
      place: 'line-1',
      rules: CalendarRules.parse({
        shifts: [
          ...EARLY_LATE,
          shift('Nacht', '22:00', '06:00', [7, 1, 2, 3, 4]),
          shift('Samstag', '06:00', '14:00', [6], [1]),
        ],
        rotation: { weeks: 2, anchor: '2026-01-05' },
        holidays: HAMBURG,
        shutdowns: [{ ...CHRISTMAS, name: 'Weihnachtsruhe' }],
      }),
    },
  ],
  lakeshore: [
    {
      name: 'Foundry, three shifts',
      place: null,
      rules: CalendarRules.parse({
        shifts: [
          shift('First', '07:00', '15:00', [1, 2, 3, 4, 5, 6]),
          shift('Second', '15:00', '23:00'),
          shift('Third', '23:00', '07:00', [7, 1, 2, 3, 4]),
        ],
        holidays: MILWAUKEE,
        shutdowns: [{ from: '2026-12-24', to: '2026-12-27', name: 'Christmas shutdown' }],
      }),
      extra: { kind: 'closed', from: '07:00', to: '11:00', name: 'Crane inspection' },
    },
    {
      name: 'Furnaces, around the clock',
      place: 'melt',
      rules: CalendarRules.parse({
        shifts: [shift('Melt', '00:00', '24:00', EVERY)],
        shutdowns: [{ from: '2026-07-01', to: '2026-07-07', name: 'Relining' }],
      }),
    },
  ],
  vela: [
    {
      name: 'Jornada, Valencia',
      place: null,
      rules: CalendarRules.parse({
        shifts: [shift('Mañana', '07:00', '15:00'), shift('Tarde', '15:00', '21:00', [1, 2, 3, 4])],
        holidays: VALENCIA,
        shutdowns: [{ from: '2026-08-10', to: '2026-08-21', name: 'Vacaciones de agosto' }],
        dayOff: 'day',
      }),
    },
  ],
}

/** Workflows that serve one line or area: key → slug of the place. */
export const SERVED: Readonly<Record<string, string>> = { 'machine-states': 'line-1', 'melt-plan': 'melt' }
