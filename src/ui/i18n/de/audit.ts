import type { audit as source } from '../en/audit'
import type { Translated } from '../translated'

export const audit: Translated<typeof source> = {
  title: 'Prüfspur',
  sentence: 'Wer was wann geändert hat. Jeder Eintrag trägt den Fingerabdruck des vorigen.',
  verdictOk: {
    one: 'Der 1 gezeigte Eintrag ist wie geschrieben, lückenlos von {from} bis {to}.',
    other: 'Die {count} gezeigten Einträge sind wie geschrieben, lückenlos von {from} bis {to}.',
  },
  verdictBad: {
    gap: 'Eintrag {seq} fehlt.',
    link_broken: 'Eintrag {seq} folgt nicht auf den vorigen.',
    content_altered: 'Eintrag {seq} wurde nach dem Schreiben verändert.',
  },
  verdictNone:
    'Der Filter lässt Lücken, darum lässt sich die Kette auf dieser Seite nicht prüfen. Löschen Sie ihn, oder prüfen Sie die ganze Kette.',
  verify: 'Ganze Kette prüfen',
  verifying: '{done} von {total} Einträgen geprüft',
  verifiedNone: 'Die Spur ist leer.',
  verified: {
    one: 'Der 1 Eintrag ist wie geschrieben; er trifft das vermerkte Ende.',
    other: 'Alle {count} Einträge sind wie geschrieben; der letzte trifft das vermerkte Ende.',
  },
  verifiedHead: 'Fingerabdruck von Eintrag {seq}',
  columns: {
    seq: 'Nr.',
    at: 'Zeit',
    actor: 'Wer',
    action: 'Was',
    subject: 'Woran',
    client: 'Kunde',
    change: 'Änderung',
  },
  actorKinds: { user: 'Person', key: 'Schlüssel', system: 'System', visitor: 'Besucher' },
  filters: { actor: 'Wer', action: 'Was', client: 'Kunde', from: 'Von', to: 'Bis einschließlich', all: 'Alle' },
  before: 'vorher',
  after: 'nachher',
  nothing: 'nichts',
  reason: 'Grund: {reason}',
  hash: 'Fingerabdruck',
  details: 'Einzelheiten zu Eintrag {seq}',
  request: 'Anfrage',
  times: 'Ihre Zeit, {zone}',
  emptyTitle: 'Noch wurde nichts geändert',
  emptyHint: 'Jede Änderung durch eine Person, einen Schlüssel oder das System hinterlässt hier einen Eintrag.',
  noMatchTitle: 'Kein Eintrag passt',
  noMatchHint: 'Lockern Sie einen Filter oder löschen Sie alle.',
}
