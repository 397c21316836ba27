import type { billing as source } from '../en/billing'
import type { Translated } from '../translated'

/** Worte der Abrechnung. */
export const billing: Translated<typeof source> = {
  title: 'Abrechnung',
  sentence:
    'Ihr Tarif, was er kostet und was bezahlt ist. Überwachung, Alarme, Portale und Export hören nie wegen Geld auf.',
  missing: {
    title: 'Hier kann noch niemand bezahlen',
    body: 'Diese Installation ist nicht mit dem Zahlungsdienst verbunden. Grenzen werden genannt und nie durchgesetzt, Testzeiten enden nicht. Wer diesen Server betreibt, kann das ändern:',
    key: 'STRIPE_SECRET_KEY ist nicht gesetzt.',
    webhook:
      'STRIPE_WEBHOOK_SECRET ist nicht gesetzt: Änderungen beim Zahlungsdienst werden spätestens nach einer Stunde gesehen.',
    prices: 'Dem Zahlungsdienst fehlen die Preise {keys}. Ausführen: npm run andon -- stripe-setup',
    away: 'Der Zahlungsdienst antwortet gerade nicht. Gezeigt wird, was zuletzt gelesen wurde; nichts geht verloren.',
  },
  now: {
    title: 'Ihr Stand',
    plan: 'Tarif',
    state: 'Zustand',
    workflows: 'Überwachte Abläufe',
    paidFor: '{count} jetzt, {paid} bezahlt; der Unterschied wird binnen einer Stunde ausgeglichen',
    monthly: 'Ein Monat kostet',
    monthlyHint: 'vor Steuer',
    renews: 'Verlängert sich',
    ends: 'Endet',
    trialEnds: 'Test bis',
    readOnlyFrom: 'Einrichtung schließt',
    none: 'nichts',
  },
  plans: { trial: 'Test', starter: 'Starter', growth: 'Growth', scale: 'Scale' },
  states: {
    trial: 'Test',
    active: 'Aktiv',
    past_due: 'Zahlung gescheitert',
    read_only: 'Einrichtung geschlossen',
    suspended: 'Gesperrt',
    canceled: 'Beendet',
  },
  dunning: {
    past_due:
      'Die letzte Zahlung ist gescheitert. Geben Sie eine andere Karte an oder zahlen Sie die offene Rechnung; bis {at} bleibt alles offen.',
    read_only:
      'Die letzte Zahlung ist gescheitert. Die Einrichtung ist geschlossen, bis bezahlt ist; Überwachung, Alarme und Export laufen weiter.',
    suspended:
      'Das Konto ist gesperrt, weil Rechnungen offen sind. Überwachung, Alarme und Export laufen weiter. Mit der Zahlung öffnet es sich wieder.',
    canceled:
      'Der Vertrag ist beendet. Wählen Sie einen Tarif, um weiter einzurichten; Überwachung, Alarme und Export laufen weiter.',
  },
  limits: {
    over: 'Sie nutzen mehr, als {plan} erlaubt: {meters}. Wählen Sie einen größeren Tarif oder nutzen Sie weniger; bis {at} bleibt alles offen.',
    overClosed:
      'Sie nutzen mehr, als {plan} erlaubt: {meters}. Die Einrichtung ist geschlossen, bis Sie einen größeren Tarif wählen; Überwachung, Alarme und Export laufen weiter.',
    trial: 'Die Testzeit endet. Wählen Sie einen Tarif, um weiter einzurichten; bis {at} bleibt alles offen.',
    trialClosed:
      'Die Testzeit ist vorbei. Die Einrichtung ist geschlossen, bis Sie einen Tarif wählen; Überwachung, Alarme und Export laufen weiter.',
  },
  portal: 'Karte, Rechnungen, Kündigung',
  choose: {
    title: 'Tarife',
    note: 'Preise je Monat, vor Steuer',
    caption: 'Tarife und was sie kosten',
    plan: 'Tarif',
    base: 'Grundpreis',
    perWorkflow: 'Je Ablauf',
    yours: 'Mit Ihren Abläufen',
    limits: 'Grenzen',
    retention: 'Aufbewahrt',
    action: 'Wahl',
    days: { one: '1 Tag', other: '{count} Tage' },
    limitsOf: '{clients} Kunden, {workflows} Abläufe, {executions} Läufe im Monat',
    unlimited: 'unbegrenzt',
    overage: 'darüber {price} je tausend Läufe ab {included}',
    current: 'Ihr Tarif',
    buy: 'Wählen',
    buyOf: '{plan} wählen',
    up: 'Erweitern',
    down: 'Verkleinern',
    changeTitle: 'Zu {plan} wechseln?',
    upHint: 'Der Rest dieses Zeitraums wird sofort von Ihrer Karte abgebucht. {plan} öffnet sich im selben Augenblick.',
    downHint: 'Der Rest dieses Zeitraums wird mit der nächsten Rechnung verrechnet.',
    over: 'Sie nutzen mehr, als dieser Tarif erlaubt: {meters}.',
    meters: { clients: 'Kunden', workflows: 'Abläufe', executions: 'Läufe' },
    confirm: 'Zu {plan} wechseln',
    cancel: 'Abbrechen',
    changed: 'Ihr Tarif ist jetzt {plan}.',
  },
  next: {
    title: 'Nächste Rechnung',
    total: 'Summe',
    at: 'am {at}, wie sie jetzt wäre',
    estimate: 'Eine Schätzung: {plan} mit {count} überwachten Abläufen, vor Steuer.',
    nothing: 'Keine. Es läuft nichts, was bezahlt wird.',
  },
  invoices: {
    title: 'Rechnungen',
    caption: 'Rechnungen, neueste zuerst',
    number: 'Nummer',
    date: 'Datum',
    state: 'Zustand',
    total: 'Summe',
    pdf: 'PDF',
    pdfOf: 'PDF der Rechnung {number}',
    empty: 'Noch keine Rechnungen. Die erste kommt mit der ersten Zahlung.',
    states: { draft: 'Entwurf', open: 'Offen', paid: 'Bezahlt', void: 'Ungültig', uncollectible: 'Nicht eingezogen' },
    credited: '{amount} zurückgegeben',
  },
  done: {
    title: 'Zahlung',
    sentence: 'Wir fragen den Zahlungsdienst selbst; diese Adresse beweist nichts.',
    waiting: 'Warten auf die Bestätigung des Zahlungsdienstes …',
    confirmed: 'Bestätigt. Ihr Tarif ist {plan}.',
    slow: 'Es dauert länger als üblich. Sie können diese Seite verlassen: Der Tarif öffnet sich, sobald die Zahlung bestätigt ist.',
    nothing: 'Es gibt keine Zahlung, auf die zu warten wäre.',
    back: 'Zur Abrechnung',
  },
}
