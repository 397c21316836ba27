import { deflateSync } from 'node:zlib'

/** Objects per object stream: readers unpack one stream to reach one object. */
const PER_STREAM = 2_000

interface Loose {
  number: number
  body: Buffer
}

/** Offsets by object number out of the file's cross-reference table. */
function offsetsOf(pdf: Buffer): { offsets: Map<number, number>; trailer: string } {
  const start = Number(/startxref\s+(\d+)/.exec(pdf.subarray(-64).toString('latin1'))?.[1])
  const table = pdf.subarray(start).toString('latin1')
  const head = /^xref\s+0 (\d+)\s+/.exec(table)
  if (!head) throw new Error('the typesetter wrote no plain cross-reference table')
  const offsets = new Map<number, number>()
  for (let i = 0; i < Number(head[1]); i++) {
    const row = table.slice(head[0].length + i * 20, head[0].length + i * 20 + 20)
    if (row[17] === 'n') offsets.set(i, Number(row.slice(0, 10)))
  }
  return { offsets, trailer: table.slice(table.indexOf('trailer'), table.indexOf('startxref')) }
}

function objectStream(objects: readonly Loose[]): Buffer {
  let at = 0
  const index = objects.map(({ number, body }) => {
    const entry = `${number} ${at}`
    at += body.length + 1
    return entry
  })
  const head = Buffer.from(`${index.join(' ')}\n`, 'latin1')
  const space = Buffer.from('\n')
  const data = deflateSync(Buffer.concat([head, ...objects.flatMap(({ body }) => [body, space])]), { level: 9 })
  const dict = `<</Type/ObjStm/N ${objects.length}/First ${head.length}/Filter/FlateDecode/Length ${data.length}>>\nstream\n`
  return Buffer.concat([Buffer.from(dict, 'latin1'), data, Buffer.from('\nendstream')])
}

/** `type`, three bytes and two bytes, as `/W [1 3 2]` says. */
function entry(type: number, a: number, b: number): number[] {
  return [type, (a >> 16) & 255, (a >> 8) & 255, a & 255, (b >> 8) & 255, b & 255]
}

/**
 * The same document with its small objects packed and compressed (ISO 32000-1, 7.5.7 and 7.5.8): a tagged table is thousands of
 * them, and they are most of the file. The same bytes in, the same bytes out. Throws for a file that is not as expected.
 */
export function packPdf(pdf: Buffer): Buffer {
  const { offsets, trailer } = offsetsOf(pdf)
  const ordered = [...offsets].sort((a, b) => a[1] - b[1])
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\x80\x80\x80\x80\n', 'latin1')]
  let length = parts[0]?.length ?? 0
  const table = new Map<number, number[]>([[0, entry(0, 0, 65_535)]])
  const write = (number: number, body: Buffer) => {
    table.set(number, entry(1, length, 0))
    const part = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    parts.push(part)
    length += part.length
  }
  const loose: Loose[] = []
  for (const [i, [number, from]] of ordered.entries()) {
    const whole = pdf.subarray(from, ordered[i + 1]?.[1] ?? pdf.indexOf('xref\n', from))
    const body = whole.subarray(whole.indexOf('obj') + 3, whole.lastIndexOf('endobj'))
    const content = Buffer.from(body.toString('latin1').trim(), 'latin1')
    if (content.includes('stream\n')) write(number, content)
    else loose.push({ number, body: content })
  }
  let next = Math.max(...offsets.keys()) + 1
  for (let i = 0; i < loose.length; i += PER_STREAM) {
    const group = loose.slice(i, i + PER_STREAM)
    for (const [place, { number }] of group.entries()) table.set(number, entry(2, next, place))
    write(next++, objectStream(group))
  }
  return finish({ parts, length, table, next, trailer })
}

interface End {
  parts: Buffer[]
  length: number
  table: Map<number, number[]>
  next: number
  trailer: string
}

function finish({ parts, length, table, next, trailer }: End): Buffer {
  table.set(next, entry(1, length, 0))
  const rows = Array.from({ length: next + 1 }, (_, number) => table.get(number) ?? entry(0, 0, 65_535))
  const data = deflateSync(Buffer.from(rows.flat()))
  const kept = [...trailer.matchAll(/\/(Root|Info)\s+(\d+ \d+ R)|\/(ID)\s*(\[[^\]]*\])/g)]
  const named = kept.map(([, a, b, c, d]) => `/${a ?? c} ${b ?? d}`).join('')
  const dict = `${next} 0 obj\n<</Type/XRef/Size ${next + 1}/W [1 3 2]${named}/Filter/FlateDecode/Length ${data.length}>>\nstream\n`
  const end = `\nendstream\nendobj\nstartxref\n${length}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(dict, 'latin1'), data, Buffer.from(end)])
}
