import type { approval as source } from '../en/approval'
import type { Translated } from '../translated'

export const approval: Translated<typeof source> = {
  mail: {
    button: 'Öffnen',
    footer: 'Entschieden wird in der Konsole. Wer etwas beantragt oder geschrieben hat, entscheidet nicht darüber.',
    said: '{decider}: „{reason}“',
    subject: {
      asked: '{client}: bitte entscheiden · {title}',
      escalated: '{client}: an Sie eskaliert · {title}',
      approved: '{client}: genehmigt · {title}',
      rejected: '{client}: abgelehnt · {title}',
      expired: '{client}: nicht rechtzeitig entschieden · {title}',
      voided: '{client}: nach Änderung ungültig · {title}',
      withdrawn: '{client}: zurückgezogen · {title}',
      open: '{client}: {title}: noch ein Ja',
    },
    lead: {
      asked: '{requester} bittet um eine Entscheidung zu {client}. Nötig: {quorum}. Frist: {until}.',
      escalated:
        'Über den Antrag von {requester} zu {client} wurde nicht rechtzeitig entschieden. Nun entscheidet ein Inhaber, bis {until}.',
      approved: 'Der Antrag von {requester} zu {client} ist genehmigt.',
      rejected: 'Der Antrag von {requester} zu {client} ist abgelehnt.',
      expired:
        'Über den Antrag von {requester} zu {client} wurde nicht rechtzeitig entschieden; er gilt als abgelehnt.',
      voided: 'Der Antrag von {requester} zu {client} wurde geändert. Frühere Entscheidungen gelten nicht mehr.',
      withdrawn: '{requester} hat den Antrag zu {client} zurückgezogen.',
      open: 'Der Antrag von {requester} zu {client} hat {given} von {quorum}.',
    },
  },
}
