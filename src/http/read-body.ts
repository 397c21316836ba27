import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type Problem, problem } from './problem'

const inflate = promisify(gunzip)

export type ReadBody = { ok: true; body: Buffer } | { ok: false; problem: Problem }

const tooLarge = (maxBytes: number): ReadBody => ({
  ok: false,
  problem: problem(413, `The body may have at most ${maxBytes} bytes, inflated. Send fewer events per request.`),
})

/** Collects at most `maxBytes`; what comes after is left unread, and the answer closes the connection. */
function collect(req: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) {
        req.pause()
        req.removeAllListeners('data')
        resolve(null)
      } else chunks.push(chunk)
    })
    req.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    req.once('error', reject)
    // 'close' also follows every good end: an error is made only for the other kind.
    req.once('close', () => !req.complete && reject(new Error('the sender went away')))
  })
}

async function inflated(packed: Buffer, maxBytes: number): Promise<ReadBody> {
  try {
    return { ok: true, body: await inflate(packed, { maxOutputLength: maxBytes }) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(maxBytes)
    return { ok: false, problem: problem(400, 'The body says Content-Encoding: gzip but is not gzip.') }
  }
}

/**
 * The whole body, plain or gzip, never more than `maxBytes` before or after inflation. A slow sender is cut by the server's
 * request timeout. Rejects only when the sender went away.
 */
export async function readBody(req: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  const encoding = (req.headers['content-encoding'] ?? 'identity').toLowerCase()
  if (encoding !== 'identity' && encoding !== 'gzip') {
    return { ok: false, problem: problem(415, 'Send the body plain or with Content-Encoding: gzip.') }
  }
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return tooLarge(maxBytes)
  const body = await collect(req, maxBytes)
  if (!body) return tooLarge(maxBytes)
  return encoding === 'gzip' ? inflated(body, maxBytes) : { ok: true, body }
}
