import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { answerTo, questionOf, type Record, TYPES } from './wire'

/** How the name server behaves for one name: it can fail, and it can say nothing at all. */
type Mood = 'answers' | 'fails' | 'silent'

/** A name server on this machine that knows what a test told it, over the real wire format. */
export class FakeDns {
  readonly #socket = createSocket('udp4')
  readonly #zone = new Map<string, Record[]>()
  readonly #moods = new Map<string, Mood>()
  readonly asked: string[] = []

  static async start(): Promise<FakeDns> {
    const dns = new FakeDns()
    dns.#socket.on('message', (message, from) => {
      const answer = dns.#answer(message)
      if (answer) dns.#socket.send(answer, from.port, from.address)
    })
    dns.#socket.bind(0, '127.0.0.1')
    await once(dns.#socket, 'listening')
    return dns
  }

  #answer(message: Buffer): Buffer | null {
    const { name, type } = questionOf(message)
    this.asked.push(name)
    const mood = this.#moods.get(name) ?? 'answers'
    if (mood === 'silent') return null
    if (mood === 'fails') return answerTo(message, 2, [])
    const records = this.#zone.get(name)
    if (!records) return answerTo(message, 3, [])
    return answerTo(
      message,
      0,
      records.filter((record) => TYPES[record.type] === type),
    )
  }

  /** `address:port`, as DNS_SERVERS takes it. */
  get address(): string {
    return `127.0.0.1:${this.#socket.address().port}`
  }

  txt(name: string, ...values: string[]): void {
    this.#zone.set(
      name,
      values.map((value) => ({ type: 'TXT', value })),
    )
    this.#moods.delete(name)
  }

  forget(name: string): void {
    this.#zone.delete(name)
  }

  mood(name: string, mood: Mood): void {
    this.#moods.set(name, mood)
  }

  async stop(): Promise<void> {
    this.#socket.close()
    await once(this.#socket, 'close')
  }
}
