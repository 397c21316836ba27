import { writeNewId } from '@/lib/ids'

/** Type OIDs of pg_catalog; fixed since PostgreSQL 9. */
const OID = { bool: 16, bytea: 17, int4: 23, text: 25, timestamptz: 1184, uuid: 2950, jsonb: 3802 } as const
export type ArrayType = keyof typeof OID

const HEAD_BYTES = 20
/** Length word and value; texts come on top of a usual key. A good guess spares growing, and growing is garbage. */
const ELEMENT_BYTES = { bool: 5, bytea: 36, int4: 8, text: 44, timestamptz: 12, uuid: 20, jsonb: 5 } as const

/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = 946_684_800_000
const TWO_32 = 2 ** 32
const MAX_UTF8_PER_UNIT = 3
/** Up to here a loop over ASCII is faster than the call into native code. */
const SHORT = 64
/** Where the bytes of a UUID stand in its text. */
const UUID_PAIRS = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]
/** Character code → value of a hexadecimal digit. */
const NIBBLE = Uint8Array.from({ length: 128 }, (_, code) => Number.parseInt(String.fromCharCode(code), 16) || 0)

/** The byte of two hexadecimal digits. */
function byteOf(text: string, at: number): number {
  return (NIBBLE[text.charCodeAt(at)] ?? 0) * 16 + (NIBBLE[text.charCodeAt(at + 1)] ?? 0)
}

/**
 * Writes one array parameter in PostgreSQL's binary form (`array_recv`): a third of the server's time of the text form or of
 * `json_to_recordset`, because nothing is parsed. `pg` sends a Buffer parameter as binary.
 */
export class BinaryArray {
  private buffer: Buffer
  private at = 0

  /** `length` elements, at least one, follow by calls of one method each. `bytes` is a guess of what texts will take. */
  constructor(type: ArrayType, length: number, bytes = 0) {
    this.buffer = Buffer.allocUnsafe(HEAD_BYTES + length * ELEMENT_BYTES[type] + bytes)
    // one dimension; "may have nulls" is allowed when there are none; element type; length; lower bound
    for (const word of [1, 1, OID[type], length, 1]) this.int32(word)
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes))
    this.buffer.copy(grown, 0, 0, this.at)
    this.buffer = grown
  }

  private int32(value: number): void {
    const { buffer, at } = this
    buffer[at] = value >>> 24
    buffer[at + 1] = value >>> 16
    buffer[at + 2] = value >>> 8
    buffer[at + 3] = value
    this.at = at + 4
  }

  private null(): void {
    this.room(4)
    this.int32(-1)
  }

  uuid(hex: string | null): void {
    if (hex === null) {
      this.null()
      return
    }
    this.room(20)
    this.int32(16)
    const { buffer, at } = this
    for (let byte = 0; byte < 16; byte++) buffer[at + byte] = byteOf(hex, UUID_PAIRS[byte] ?? 0)
    this.at = at + 16
  }

  /** A fresh UUIDv7, made in place; its time part is now. */
  newUuid(): void {
    this.room(20)
    this.int32(16)
    writeNewId(this.buffer, this.at)
    this.at += 16
  }

  /** Bytes given in lower-case hexadecimal. */
  hex(value: string): void {
    const length = value.length >> 1
    this.room(4 + length)
    this.int32(length)
    const { buffer, at } = this
    for (let byte = 0; byte < length; byte++) buffer[at + byte] = byteOf(value, byte * 2)
    this.at = at + length
  }

  text(value: string | null): void {
    if (value === null) {
      this.null()
      return
    }
    this.room(4 + value.length * MAX_UTF8_PER_UNIT)
    const written = this.ascii(value) ? value.length : this.buffer.write(value, this.at + 4, 'utf8')
    this.int32(written)
    this.at += written
  }

  /** Writes a short ASCII text after the place of its length; false when it is neither. */
  private ascii(value: string): boolean {
    if (value.length > SHORT) return false
    const { buffer, at } = this
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index)
      if (code > 127) return false
      buffer[at + 4 + index] = code
    }
    return true
  }

  /** `json` is text; its binary form is a version byte and the same text. */
  jsonb(json: string | null): void {
    if (json === null) {
      this.null()
      return
    }
    this.room(5 + json.length * MAX_UTF8_PER_UNIT)
    const written = this.buffer.write(json, this.at + 5, 'utf8')
    this.int32(written + 1)
    this.buffer[this.at] = 1
    this.at += 1 + written
  }

  int4(value: number | null): void {
    if (value === null) {
      this.null()
      return
    }
    this.room(8)
    this.int32(4)
    this.int32(value)
  }

  bool(value: boolean): void {
    this.room(5)
    this.int32(1)
    this.buffer[this.at] = value ? 1 : 0
    this.at += 1
  }

  /** `at` in epoch milliseconds */
  timestamptz(at: number | null): void {
    if (at === null) {
      this.null()
      return
    }
    this.room(12)
    this.int32(8)
    const micros = (at - EPOCH_MS) * 1000
    this.int32(Math.floor(micros / TWO_32))
    this.int32(micros % TWO_32)
  }

  /** The parameter's value. */
  done(): Buffer {
    return this.buffer.subarray(0, this.at)
  }
}
