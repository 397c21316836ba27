import type { source as english } from '../en/source'
import type { Translated } from '../translated'

export const source: Translated<typeof english> = {
  title: 'Quellen',
  note: 'Was in den letzten 30 Tagen (UTC) aus ihren Ereignissen wurde; stürzt der Server ab, können die letzten zehn Sekunden dieser Zählung fehlen.',
  columns: {
    name: 'Quelle',
    client: 'Kunde',
    accepted: 'Angenommen',
    duplicates: 'Schon da',
    conflicts: 'Konflikte',
    rejected: 'Abgewiesen',
    rules: 'Feldregeln',
  },
  none: 'Keine: gespeichert wie gesendet',
  count: { one: '1 Regel', other: '{count} Regeln' },
  setBy: 'von {name}, {time}',
  edit: 'Feldregeln',
  dialog: 'Feldregeln von {name}',
  explain:
    'Sie wirken in dieser Reihenfolge, bevor etwas gespeichert wird. Sie gelten für alles, was ab jetzt kommt, überall binnen 30 Sekunden; was gespeichert ist, bleibt, wie es ist.',
  path: 'Pfad der Regel {number}',
  pathHint:
    'Unter data, keys, measures oder error; * steht für jedes Element und jeden Namen. Kennungen, Zeiten und Namen von Workflows werden gespeichert wie gesendet.',
  action: 'Aktion der Regel {number}',
  actions: { drop: 'Weglassen', hash: 'Hashen' },
  actionHint: 'Der Hash hat einen Schlüssel Ihres Hauses: Gleiche Werte bleiben verknüpfbar, lesen kann sie niemand.',
  add: 'Regel hinzufügen',
  remove: 'Regel {number} entfernen',
  try: 'Mit einem Ereignis ausprobieren',
  tryHint: 'Es bleibt in diesem Browser. Hashes erscheinen als h:….',
  stored: 'Gespeichert würde',
  notJson: 'Das ist kein JSON.',
  reason: 'Warum',
  reasonHint: 'Es steht im Prüfpfad.',
  cancel: 'Abbrechen',
  save: 'Regeln setzen',
  done: 'Die Feldregeln von {name} sind gesetzt.',
}
