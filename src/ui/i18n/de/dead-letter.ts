import type { deadLetter as source } from '../en/dead-letter'
import type { Translated } from '../translated'

/** Wörter der beiseitegelegten Ereignisse. */
export const deadLetter: Translated<typeof source> = {
  title: 'Unzustellbares',
  sentence:
    'Ereignisse, die nicht aufgenommen werden konnten. Ihre Nachbarn schon; diese warten hier unversehrt, bis jemand nachsieht.',
  columns: { state: 'Stand', event: 'Ereignis', source: 'Quelle', received: 'Eingang', reason: 'Warum', actions: '' },
  open: 'Wartet',
  settled: 'Aufgenommen',
  thereAlready: 'War schon da',
  tried: { one: 'einmal versucht, von {name}', other: '{count}-mal versucht, zuletzt von {name}' },
  hidden: 'enthält auch {names}',
  retry: 'Erneut senden',
  retryAll: 'Alle erneut senden',
  look: 'Öffnen',
  title2: 'Erneut senden',
  many: {
    one: '1 Ereignis nimmt den üblichen Weg, mit seinem eigenen Schlüssel.',
    other: '{count} Ereignisse nehmen den üblichen Weg, mit ihren eigenen Schlüsseln.',
  },
  reason: 'Warum',
  reasonHint: 'Es steht in der Prüfspur.',
  content: 'Inhalt',
  contentHint:
    'Ändern Sie ihn, wenn der Fehler des Senders klar ist. Dass Sie nachgesehen haben und was Sie senden, wird als Hash festgehalten.',
  cancel: 'Abbrechen',
  send: 'Senden',
  outcome: {
    one: '1 aufgenommen oder schon da, {failed} abgelehnt.',
    other: '{count} aufgenommen oder schon da, {failed} abgelehnt.',
  },
  emptyTitle: 'Nichts wurde beiseitegelegt',
  emptyHint: 'Ein Ereignis, das die Datenbank ablehnt, liegt hier mit seinem Grund; der Sender erfährt es.',
}
