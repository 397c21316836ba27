import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import { packPdf } from './pack'
import { TEMPLATE } from './template'
import { THREAD } from './thread'

/** A file that the page reads: data or a picture. */
export interface PdfFile {
  /** absolute, as the page names it */
  path: string
  bytes: Uint8Array
}

export interface Pdf {
  bytes: Buffer
  pages: number
}

interface Answer {
  id: number
  pdf?: Uint8Array
  pages?: number
  problem?: string
}

interface Waiting {
  resolve(pdf: Pdf): void
  reject(error: unknown): void
}

const FONTS = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  '@expo-google-fonts/jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf',
]

/** The one thread of this process; jobs wait in its queue. It keeps no process alive. */
class PdfThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #next = 0
  isOver = false

  constructor() {
    const root = pathToFileURL(join(process.cwd(), 'package.json')).href
    this.#worker = new Worker(THREAD, { eval: true, execArgv: [], workerData: { root, fonts: FONTS } })
    this.#worker.on('message', (answer: Answer) => this.#answered(answer))
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', () => this.#end(new AppError('UNAVAILABLE', 'The thread that sets pages has ended.')))
    this.#worker.unref()
  }

  set(job: { source: string; files: readonly PdfFile[]; at: number }): Promise<Pdf> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.ref()
      this.#worker.postMessage({ id, job })
    })
  }

  #answered({ id, pdf, pages, problem }: Answer): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#worker.unref()
    if (!waiting) return
    if (pdf && pages !== undefined) waiting.resolve({ bytes: Buffer.from(pdf), pages })
    else waiting.reject(new AppError('INVALID', `The pages could not be set: ${problem}`))
  }

  #end(error: unknown): void {
    this.isOver = true
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

let thread: PdfThread | null = null

/** Written by the typesetter into every file. */
const TOOL = Buffer.from('Typst 0.14.2', 'latin1')
/** As long as the original, so that every offset in the file stays where it was. */
const NEUTRAL = Buffer.from('Month report', 'latin1')

/** Nothing in the file's properties says with what it was made: the reader has a report of their partner. */
function neutral(pdf: Buffer): Buffer {
  for (let at = pdf.indexOf(TOOL); at >= 0; at = pdf.indexOf(TOOL, at + 1)) NEUTRAL.copy(pdf, at)
  return pdf
}

/**
 * Sets a report as PDF/UA-1 in a thread: the same files and the same moment give the same bytes. `at` is the document's date.
 * @throws AppError INVALID with the typesetter's own words when the page cannot be set
 */
export async function setPages(files: readonly PdfFile[], at: Date, source = TEMPLATE): Promise<Pdf> {
  if (!thread || thread.isOver) thread = new PdfThread()
  const { bytes, pages } = await thread.set({ source, files, at: Math.floor(at.getTime() / 1000) })
  return { bytes: packPdf(neutral(bytes)), pages }
}
