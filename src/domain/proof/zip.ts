/** A file of an archive: its bytes stand as they are. */
export interface ArchiveFile {
  name: string
  content: Buffer
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c
})

/** CRC-32 as ZIP has it (ISO 3309). `zlib.crc32` exists from Node 20.15 on only. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = (CRC[(c ^ byte) & 255] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

const FLAG_UTF8 = 0x0800
/** 1 January 1980: the same files are the same archive, whenever it is made. */
const NO_DATE = 0x0021

function facts({ name, content }: ArchiveFile): Buffer {
  const block = Buffer.alloc(26)
  block.writeUInt16LE(20, 0)
  block.writeUInt16LE(FLAG_UTF8, 2)
  block.writeUInt16LE(NO_DATE, 8)
  block.writeUInt32LE(crc32(content), 10)
  block.writeUInt32LE(content.length, 14)
  block.writeUInt32LE(content.length, 18)
  block.writeUInt16LE(Buffer.byteLength(name), 22)
  return block
}

/** ZIP (PKWARE APPNOTE 6.3) without compression, dates or extra fields: every byte follows from names and contents. */
export function archiveOf(files: readonly ArchiveFile[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const [block, name] = [facts(file), Buffer.from(file.name)]
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('504b01021400', 'hex'), block, place, name)
    const local = [Buffer.from('504b0304', 'hex'), block, name, file.content]
    parts.push(...local)
    offset += local.reduce((sum, { length }) => sum + length, 0)
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, entries, end])
}
