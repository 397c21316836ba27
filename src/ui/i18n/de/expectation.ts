import type { expectation as source } from '../en/expectation'
import type { Translated } from '../translated'

export const expectation: Translated<typeof source> = {
  title: 'Erwartungen',
  sentence: {
    broken: {
      one: '1 Erwartung ist verspätet oder verfehlt.',
      other: '{count} Erwartungen sind verspätet oder verfehlt.',
    },
    keptNone: 'Noch keine Erwartung.',
    kept: { one: 'Die 1 Erwartung wird erfüllt.', other: 'Alle {count} Erwartungen werden erfüllt.' },
    unwatched: {
      one: '1 Workflow hat keine: sein Schweigen fiele nicht auf.',
      other: '{count} Workflows haben keine: ihr Schweigen fiele nicht auf.',
    },
  },
  columns: {
    state: 'Zustand',
    workflow: 'Workflow',
    client: 'Kunde',
    schedule: 'Erwartet',
    due: 'Fällig',
    since: 'In diesem Zustand seit',
    met: 'Zuletzt erfüllt',
  },
  statuses: {
    new: 'Wartet',
    on_time: 'Pünktlich',
    started: 'Läuft',
    late: 'Verspätet',
    down: 'Verfehlt',
    paused: 'Pausiert',
  },
  filters: { client: 'Kunde', status: 'Zustand', all: 'Alle' },
  never: 'nie',
  emptyTitle: 'Noch wird nichts erwartet',
  emptyHint:
    'Sagen Sie, wann ein Workflow laufen soll; von da an fällt sein Schweigen auf. Öffnen Sie einen Workflow und legen Sie eine Erwartung an.',
  emptyAction: 'Workflows öffnen',
  noMatchTitle: 'Keine Erwartung passt',
  noMatchHint: 'Lockern Sie einen Filter oder löschen Sie alle.',
  reasons: {
    due: 'war fällig um {due}',
    missed: 'kein Erfolg bis zum Ende der Nachfrist; fällig {due}',
    overrun: 'ein Lauf dauerte zu lang',
    started: 'ein Lauf begann',
    succeeded: 'ein Lauf ist gelungen',
    failed: 'ein Lauf ist gescheitert',
    paused: 'pausiert',
    resumed: 'fortgesetzt',
    changed: 'die Regel wurde geändert',
  },
  change: '{from} zu {to}',
  recordedLater: '{duration} später bemerkt',
}
