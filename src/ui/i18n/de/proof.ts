import type { proof as source } from '../en/proof'
import type { Translated } from '../translated'

/** Wörter der Prüfpunkte, Schlüssel und Nachweispakete. */
export const proof: Translated<typeof source> = {
  mail: {
    subject: 'Prüfpunkt {number} des Protokolls, {brand}',
    heading: 'Prüfpunkt {number} des Protokolls',
    why: 'Er legt die ersten {size} Einträge des Protokolls von {brand} fest. Wer diese Mail hat, kann später beweisen, dass keiner davon geändert, weggelassen oder eingefügt wurde. Bewahren Sie sie auf; mehr ist nicht zu tun.',
    digest: 'Digest dieses Prüfpunkts',
    digestDetail: 'Für den Prüfer: --checkpoint {digest}',
    key: 'Fingerabdruck des Schlüssels, der ihn signiert hat',
    keyDetail: 'Für den Prüfer: --key {fingerprint}',
    text: 'Signierter Text',
    signature: 'Signatur (Ed25519, base64)',
    footer: 'Sie erhalten dies, weil {brand} Sie als Verwahrer seiner Prüfpunkte benannt hat.',
  },
  causes: {
    daily: 'täglich',
    freeze: 'Monat eingefroren',
    pack: 'Nachweispaket',
    rotation: 'neuer Schlüssel',
    manual: 'angefordert',
  },
}
