import type { signing as source } from '../en/signing'
import type { Translated } from '../translated'

export const signing: Translated<typeof source> = {
  title: 'Signierte Sendungen',
  note: 'Ereignisse einer Quelle können zusätzlich zum Schlüssel signiert sein (Standard Webhooks).',
  columns: { source: 'Quelle', client: 'Kunde', state: 'Zustand', secrets: 'Gültige Geheimnisse' },
  off: 'Nicht signiert',
  optional: 'Signatur wird geprüft, wenn gesendet',
  required: 'Signatur verlangt',
  none: 'Keine',
  madeAt: 'angelegt {at}',
  madeBy: 'angelegt {at} von {name}',
  secret: {
    action: 'Neues Geheimnis',
    title: 'Nehmen Sie es jetzt: Es wird nur dieses eine Mal gezeigt',
    label: 'Signaturgeheimnis von {source}',
    how: 'Geben Sie es dem Sender. Bis er umgestellt ist, gilt auch das alte; beenden Sie jenes danach.',
    copy: 'Kopieren',
    copied: 'Kopiert',
    done: 'Ich habe es',
    close: 'Schließen',
  },
  require: {
    on: 'Signatur verlangen',
    off: 'Auch unsignierte annehmen',
    title: 'Unsignierte Sendungen von {source} abweisen?',
    consequence: 'Was für {client} ohne gültige Signatur sendet, wird innerhalb von 30 Sekunden abgewiesen.',
    typeName: 'Tippen Sie den Namen {source}',
    confirm: 'Signatur verlangen',
    cancel: 'Abbrechen',
    isOn: '{source} nimmt nur noch signierte Sendungen an.',
    isOff: '{source} nimmt auch unsignierte Sendungen an.',
  },
  retire: {
    action: 'Beenden',
    title: '{hint} beenden?',
    consequence:
      'Sendungen an {source}, die damit signiert sind, werden innerhalb von 30 Sekunden abgewiesen. Das lässt sich nicht rückgängig machen.',
    typeName: 'Tippen Sie den Anfang {hint}',
    confirm: 'Beenden',
    cancel: 'Abbrechen',
    done: '{hint} ist beendet.',
  },
}
