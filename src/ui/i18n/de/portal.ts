import type { portal as source } from '../en/portal'
import type { Translated } from '../translated'

export const portal: Translated<typeof source> = {
  title: '{client}: Läuft alles?',
  forClient: 'für {client}, {city}',
  question: 'Laufen meine Aufträge?',
  allMoving: 'Ja. Jeder Schritt läuft.',
  allQuiet: 'Alles ruhig. Gerade ist nichts fällig.',
  oneStopped: 'An einem Schritt nicht. Alle anderen laufen.',
  oneStoppedOthersSlow: 'An einem Schritt nicht, und andere sind langsam.',
  manyStopped: 'Nein. {count} Schritte stehen.',
  oneSlow: 'Ja, aber ein Schritt ist langsam.',
  manySlow: 'Ja, aber {count} Schritte sind langsam.',
  unknown: 'Wir haben noch keine Meldung aus dem Werk.',
  affected: 'Betroffen: {steps}.',
  now: 'Jetzt',
  states: { moving: 'Läuft', slow: 'Langsam', stopped: 'Steht', quiet: 'Ruhig', unknown: 'Noch keine Meldung' },
  doing: 'Was wir tun',
  noUpdates: 'Nichts ist offen. Die letzten zwei Tage waren ruhig.',
  seen: 'Wir haben es gesehen und arbeiten daran.',
  told: 'Es wurde automatisch bemerkt, unsere Leute sind verständigt.',
  movingAgain: 'Läuft wieder seit {time}.',
  since: 'seit {time}',
  days: 'Letzte 90 Tage',
  daysMeaning:
    'Jeder Balken ist ein Tag in Werkszeit. Gelb: 1 % der Läufe oder mehr sind fehlgeschlagen. Rot: 5 % oder mehr.',
  daysSummary: '{percent} % von {runs} Läufen gingen durch',
  today: 'Heute',
  footer: 'Stand {time}, Werkszeit {city}.',
  noSteps: 'Für diese Seite sind noch keine Schritte eingerichtet.',
  none: 'keine',
}
