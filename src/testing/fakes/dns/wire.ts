/** One resource record of a DNS answer. */
export interface Record {
  type: 'A' | 'TXT'
  value: string
}

export const TYPES = { A: 1, TXT: 16, AAAA: 28 } as const

/** The question of a DNS message (RFC 1035 4.1.2): its name, its type, and where it ends. */
export function questionOf(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 }
}

function dataOf({ type, value }: Record): Buffer {
  if (type === 'A') return Buffer.from(value.split('.').map(Number))
  const parts: Buffer[] = []
  const text = Buffer.from(value)
  for (let at = 0; at < text.length || at === 0; at += 255) {
    const part = text.subarray(at, at + 255)
    parts.push(Buffer.from([part.length]), part)
  }
  return Buffer.concat(parts)
}

function recordOf(record: Record): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(TYPES[record.type], 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(60, 6)
  const data = dataOf(record)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

/** The answer to a question; `code` 0 = fine, 2 = server failure, 3 = no such name. */
export function answerTo(question: Buffer, code: 0 | 2 | 3, records: readonly Record[]): Buffer {
  const { end } = questionOf(question)
  const head = Buffer.from(question.subarray(0, end))
  head.writeUInt16BE(0x8180 | code, 2)
  head.writeUInt16BE(records.length, 6)
  head.writeUInt16BE(0, 8)
  head.writeUInt16BE(0, 10)
  return Buffer.concat([head, ...records.map(recordOf)])
}
