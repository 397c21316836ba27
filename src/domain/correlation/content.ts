import { canonicalJson } from '@/lib/json'

/** What a failed run says of itself. */
export interface Said {
  errorClass: string | null
  errorStep: string | null
  message: string | null
}

const MESSAGE_MAX = 300

/** What differs between equal alarms: ids, numbers, times, quoted values. */
const VOLATILE: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>'],
  [/\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})?/g, '<time>'],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{12,}\b/g, '<hash>'],
  [/"[^"]{1,200}"|'[^']{1,200}'/g, '<value>'],
  [/\d+([.,]\d+)*/g, '<n>'],
]

function canonicalMessage(message: string): string {
  const plain = message.slice(0, 2_000).toLowerCase().replaceAll(/\s+/g, ' ').trim()
  return VOLATILE.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), plain).slice(0, MESSAGE_MAX)
}

/** Equal text for alarms that say the same: "Order 4711 not found" and "order 4712 not found". The hash is taken of it. */
export function contentOf({ errorClass, errorStep, message }: Said): string {
  const word = (text: string | null) => text?.trim().toLowerCase() || null
  return canonicalJson({
    class: word(errorClass),
    step: word(errorStep),
    message: message ? canonicalMessage(message) : null,
  })
}
