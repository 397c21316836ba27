import { connect, type Socket } from 'node:net'

export interface Answer {
  status: number
  body: string
}

/** One keep-alive connection: a request, its answer, the next request. Reads just enough HTTP for our own server. */
export class Connection {
  private socket: Socket
  private received = ''
  private done: ((answer: Answer) => void) | undefined

  constructor(port: number, onLost: (error: Error) => void) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.socket.setEncoding('latin1')
    this.socket.on('data', (text: string) => this.read(text))
    this.socket.on('error', onLost)
    this.socket.on('close', () => onLost(new Error('the server closed the connection')))
  }

  /** `done` is called once, with the whole answer. */
  send(request: Buffer, done: (answer: Answer) => void): void {
    this.done = done
    this.socket.write(request)
  }

  close(): void {
    this.socket.removeAllListeners('close')
    this.socket.destroy()
  }

  private read(text: string): void {
    this.received += text
    const head = this.received.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(this.received.slice(0, head + 2))?.[1] ?? 0)
    if (this.received.length < head + 4 + length) return
    const answer = {
      status: Number(this.received.slice(9, 12)),
      body: this.received.slice(head + 4, head + 4 + length),
    }
    this.received = ''
    const { done } = this
    this.done = undefined
    done?.(answer)
  }
}
