/** Bytes of one event, as in the published limits. */
export const EVENT_BYTES = 600
export const WORKFLOWS = 40
const DIGITS = 12
const ZERO = '0'.repeat(DIGITS)
const TIME = '2026-01-01T00:00:00.000Z'

export interface RequestHead {
  host: string
  path: string
  key: string
}

/** Where the changing parts of one event stand in a request. */
interface Slots {
  id: number
  run: number
  workflow: number
  time: number
}

function eventText(stream: string, type: string): string {
  const event = {
    id: `${stream}-e-${ZERO}`,
    workflow: 'bench-00',
    execution: `${stream}-r-${ZERO}`,
    type,
    time: TIME,
    durationMs: 1234,
    keys: { order: '4711' },
    measures: { rows: 12 },
    data: { note: '' },
  }
  event.data.note = 'x'.repeat(EVENT_BYTES - JSON.stringify(event).length)
  return JSON.stringify(event)
}

function slotsOf(text: string, from: number, stream: string): Slots {
  const after = (mark: string) => text.indexOf(mark, from) + mark.length
  return { id: after(`${stream}-e-`), run: after(`${stream}-r-`), workflow: after('bench-'), time: after('"time":"') }
}

function writeDigits(buffer: Buffer, end: number, value: number, digits: number): void {
  let rest = value
  for (let at = end + digits - 1; at >= end; at--) {
    buffer[at] = 48 + (rest % 10)
    rest = Math.floor(rest / 10)
  }
}

/**
 * Requests ready to be written to a socket: the text is made once and only digits change, so that the generator, which
 * shares the machine, costs as little as it can. Every run is started and succeeds: two events, one after the other.
 */
export class Bodies {
  private readonly requests: { buffer: Buffer; slots: Slots[] }[]
  private sequence = 0

  /** `stream` keeps the ids of several generators apart. */
  constructor(
    head: RequestHead,
    stream: string,
    readonly eventsPerRequest: number,
  ) {
    const types = ['execution.started', 'execution.succeeded']
    // one template per parity, so that a request of one event can be a start or a finish
    this.requests = (eventsPerRequest === 1 ? [0, 1] : [0]).map((shift) => {
      const events = Array.from({ length: eventsPerRequest }, (_, at) =>
        eventText(stream, types[(at + shift) % 2] ?? ''),
      )
      return this.template(head, stream, events)
    })
  }

  private template(
    { host, path, key }: RequestHead,
    stream: string,
    events: string[],
  ): { buffer: Buffer; slots: Slots[] } {
    const body = events.length === 1 ? (events[0] ?? '') : `[${events.join(',')}]`
    const lines = [
      `POST ${path} HTTP/1.1`,
      `host: ${host}`,
      `authorization: Bearer ${key}`,
      'content-type: application/json',
    ]
    const text = `${[...lines, `content-length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`
    const slots: Slots[] = []
    for (let from = text.indexOf('{"id"'); from >= 0; from = text.indexOf('{"id"', from + 1))
      slots.push(slotsOf(text, from, stream))
    return { buffer: Buffer.from(text, 'latin1'), slots }
  }

  /** A copy of its own for each request in flight: a socket may still be reading the last one. */
  next(now: string): Buffer {
    const { buffer, slots } = this.requests[this.sequence % this.requests.length] ?? {
      buffer: Buffer.alloc(0),
      slots: [],
    }
    const filled = Buffer.from(buffer)
    for (const slot of slots) {
      const run = this.sequence >> 1
      writeDigits(filled, slot.id, this.sequence, DIGITS)
      writeDigits(filled, slot.run, run, DIGITS)
      writeDigits(filled, slot.workflow, run % WORKFLOWS, 2)
      filled.write(now, slot.time, 'latin1')
      this.sequence++
    }
    return filled
  }
}
