import type { state as en } from '../en/state'
import type { Translated } from '../translated'

export const state: Translated<typeof en> = {
  ok: 'In Ordnung',
  running: 'Läuft',
  late: 'Verspätet',
  down: 'Gestört',
  excused: 'Entschuldigt',
  unknown: 'Unbekannt',
  new: 'Neu',
  paused: 'Pausiert',
  duplicate: 'Doppelt',
  awaiting: 'Wartet auf Freigabe',
  counting: 'Uhr läuft',
  resolved: 'Behoben',
}
