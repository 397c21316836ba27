export interface ReadmeFacts {
  partner: string
  client: string
  month: string
  revision: number
  asOf: Date
  checkpoint: { number: number; digest: string }
  fingerprint: string
}

const FILES: readonly [name: string, en: string, de: string][] = [
  ['figures.jsonl', 'the frozen figures and their addenda', 'die eingefrorenen Zahlen und ihre Nachträge'],
  ['calendars.jsonl', 'when the plants worked', 'wann die Werke gearbeitet haben'],
  ['contracts.jsonl', 'what was promised, by date', 'was ab wann zugesagt war'],
  ['objectives.jsonl', 'what was counted', 'was gezählt wurde'],
  [
    'obligations.jsonl',
    'each due run and what came of it; downtime',
    'jeder fällige Lauf und was daraus wurde; Ausfälle',
  ],
  ['incidents.jsonl', 'incidents, their notes and pauses', 'Vorfälle, ihre Notizen und Pausen'],
  ['maintenance.jsonl', 'announced maintenance', 'angekündigte Wartung'],
  ['changes.jsonl', 'changes and versions by hash', 'Änderungen und Versionen nach Hash'],
  ['approvals.jsonl', 'who decided what', 'wer was entschieden hat'],
  ['findings.jsonl', 'findings and accepted ones', 'Feststellungen und geduldete'],
  [
    'audit.jsonl',
    'the audit trail: this client’s entries in full, others by hash',
    'das Protokoll: Einträge dieses Kunden ganz, andere als Hash',
  ],
  ['proofs.jsonl', 'what ties the audit range to the signed root', 'was den Bereich an die signierte Wurzel bindet'],
  [
    'checkpoints.jsonl',
    'signed checkpoints, each continuing the one before',
    'signierte Prüfpunkte, jeder führt den vorigen fort',
  ],
  ['keys.jsonl', 'public keys', 'öffentliche Schlüssel'],
  ['rows.sha256', 'the hash of every row', 'der Hash jeder Zeile'],
  ['verify-pack.mjs', 'the verifier', 'der Prüfer'],
]

const listed = (which: 1 | 2) => FILES.map((file) => `  ${file[0].padEnd(18)} ${file[which]}`).join('\n')

/** The first thing an auditor reads: what this is and how to check it, in plain words, English and German. */
export function readmeOf({ partner, client, month, revision, asOf, checkpoint, fingerprint }: ReadmeFacts): Buffer {
  const command = `  node verify-pack.mjs <this file>.zip --key ${fingerprint} \\\n    --checkpoint ${checkpoint.digest}`
  return Buffer.from(`EVIDENCE PACK

Client ${client}, served by ${partner}, month ${month}${revision > 0 ? `, addendum ${revision}` : ', as frozen'}.
It shows what was known on ${asOf.toISOString()}.

To check it you need Node 20 or newer, no account and no network:

  1. Take verify-pack.mjs out of this ZIP, or better: get it from a place you trust and compare the two.
  2. Run
${command}
     The key and the digest must come from a mail you were sent at the time, not from this file.
  3. It answers PASS and says what it proved, or FAIL and names the file, the row and the byte.

Every file with the ending .jsonl holds one JSON object per line (RFC 8785). Times are UTC.

${listed(1)}

The pack rests on checkpoint ${checkpoint.number} of the audit trail. Entries of other clients stand in it as hashes only.


NACHWEISPAKET

Kunde ${client}, betreut von ${partner}, Monat ${month}${revision > 0 ? `, Nachtrag ${revision}` : ', wie eingefroren'}.
Es zeigt, was am ${asOf.toISOString()} bekannt war.

Zum Prüfen genügt Node ab Version 20, ohne Konto und ohne Netz:

  1. verify-pack.mjs aus diesem ZIP nehmen, oder besser: von einer Stelle holen, der Sie trauen, und beide vergleichen.
  2. Ausführen:
${command}
     Schlüssel und Digest müssen aus einer Mail stammen, die Sie damals bekommen haben, nicht aus dieser Datei.
  3. Er antwortet PASS und sagt, was er bewiesen hat, oder FAIL und nennt Datei, Zeile und Byte.

Jede Datei mit der Endung .jsonl enthält ein JSON-Objekt pro Zeile (RFC 8785). Zeiten in UTC.

${listed(2)}

Das Paket ruht auf Prüfpunkt ${checkpoint.number} des Protokolls. Einträge anderer Kunden stehen darin nur als Hash.
`)
}
