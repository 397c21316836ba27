const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof ENCODINGS)[number]

interface Decoded {
  text: string
  encoding: Encoding
  /** the encoding is a guess: the file does not say it */
  isGuess: boolean
}

const startsWith = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, index) => bytes[index] === byte)

/** 0x80 to 0x9f; some runtimes read them as Latin-1, where they are control characters. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function fromWindows1252(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x80 && byte <= 0x9f ? HIGH[byte - 0x80] : String.fromCharCode(byte),
  ).join('')
}

/** Bytes of a file as text. A byte order mark decides; without one valid UTF-8 is UTF-8, and anything else is what German Excel writes. */
export function decodeFile(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, 0xff, 0xfe))
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le', isGuess: false }
  if (startsWith(bytes, 0xfe, 0xff))
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16be', isGuess: false }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', isGuess: false }
  } catch {
    return { text: fromWindows1252(bytes), encoding: 'windows-1252', isGuess: true }
  }
}
