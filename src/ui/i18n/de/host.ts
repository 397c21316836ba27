import type { host as source } from '../en/host'
import type { Translated } from '../translated'

export const host: Translated<typeof source> = {
  title: 'Webadressen',
  sentence: 'Eigene Adressen für Konsole und Kundenportale. Jede gehört dem, der sie im DNS nachweist.',
  given: 'Antwortet immer unter',
  add: 'Host hinzufügen',
  name: 'Host',
  nameHint: 'z. B. status.brueckner.example, ohne https://',
  whose: 'Wessen',
  ours: 'Ihr eigener: Konsole, Portale und Mails',
  ofClient: 'Portal von {client}',
  submit: 'Hinzufügen',
  cancel: 'Abbrechen',
  close: 'Schließen',
  added: '{host} ist hinzugefügt. Zeigen Sie nun den Nachweis im DNS.',
  check: 'Jetzt prüfen',
  checkOf: '{host} jetzt prüfen',
  remove: 'Entfernen',
  removeOf: '{host} entfernen',
  removed: '{host} ist entfernt.',
  removal: {
    title: '{host} entfernen?',
    consequence:
      'Er antwortet binnen einer halben Minute nicht mehr, Verweise darauf brechen, und wer ihn als Nächstes nachweist, dem gehört er.',
    typeName: 'Tippen Sie den Host, um ihn zu entfernen',
  },
  states: { pending: 'Wartet auf den Nachweis', proven: 'Antwortet', failing: 'Nachweis fehlt' },
  findings: {
    found: 'Der Nachweis wurde gefunden.',
    missing: 'Es gibt noch keinen solchen TXT-Eintrag. Änderungen im DNS brauchen bis zu einer Stunde.',
    other: 'Unter diesem Namen steht ein TXT-Eintrag, aber mit anderem Wert. Vergleichen Sie Zeichen für Zeichen.',
    silent: 'Die Nameserver dieser Domain haben nicht geantwortet. Das ändert nichts; es wird wieder versucht.',
    taken:
      'Der Nachweis stimmt, doch jemand anderes hat diesen Host früher nachgewiesen. Er wird Ihrer, wenn dessen Nachweis fehlt.',
  },
  failing: 'Ist der Nachweis bis {until} nicht zurück, antwortet der Host nicht mehr und ist für andere frei.',
  checked: 'Zuletzt geprüft {at}',
  never: 'Noch nicht geprüft',
  steps: {
    title: 'Was bei Ihrem DNS-Anbieter zu tun ist',
    proof:
      '1. Legen Sie diesen TXT-Eintrag an. Er weist nach, dass der Host Ihnen gehört; behalten Sie ihn, solange Sie den Host nutzen.',
    recordName: 'Name',
    recordValue: 'Wert',
    point:
      '2. Leiten Sie den Host hierher: ein CNAME-Eintrag auf den Namen unten. An der Spitze einer Domain (Apex) ALIAS oder ANAME, oder ein A-Eintrag mit derselben Adresse.',
    target: 'Zeigt auf',
    tls: '3. Das Zertifikat kommt von selbst mit dem ersten Besuch nach dem Nachweis.',
  },
  copy: 'Kopieren',
  copied: 'Kopiert',
  outcomes: {
    pending: 'Noch nicht nachgewiesen. Unten steht, was gefunden wurde.',
    proven: '{host} antwortet.',
    failing: 'Der Nachweis für {host} fehlt.',
    released: '{host} wurde zurückgegeben.',
  },
  empty: {
    title: 'Noch kein eigener Host',
    body: 'Ihre Kunden sehen bis dahin Ihre Adresse hier. Fügen Sie einen Host hinzu, um Ihren Namen oder ihren in der Adresszeile zu zeigen.',
  },
}
