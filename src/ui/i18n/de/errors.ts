import type { errors as en } from '../en/errors'
import type { Translated } from '../translated'

export const errors: Translated<typeof en> = {
  notFoundTitle: 'Diese Seite gibt es nicht',
  notFoundHint: 'Die Adresse ist falsch, die Sache wurde entfernt, oder sie gehört jemand anderem.',
  toBoard: 'Zur Tafel',
  crashTitle: 'Diese Seite konnte nicht gezeigt werden',
  crashHint: 'Nichts ging verloren. Versuchen Sie es noch einmal; bleibt es dabei, nennen Sie diese Nummer: {digest}',
  again: 'Noch einmal',
  codes: {
    INVALID: 'Etwas an der Eingabe stimmt nicht.',
    UNAUTHENTICATED: 'Sie sind abgemeldet. Melden Sie sich wieder an.',
    FORBIDDEN: 'Ihre Rolle erlaubt das nicht.',
    NOT_FOUND: 'Das gibt es nicht mehr.',
    CONFLICT: 'Jemand hat es inzwischen geändert. Sehen Sie noch einmal nach und entscheiden Sie dann.',
    LIMIT: 'Zu viele Versuche. Warten Sie einen Moment.',
    UNAVAILABLE: 'Der Server kann das gerade nicht. Versuchen Sie es gleich noch einmal.',
    INTERNAL: 'Auf unserer Seite ist etwas fehlgeschlagen. Es wurde festgehalten.',
  },
  offline: 'Keine Verbindung. Was Sie eingegeben haben, ist noch da.',
}
