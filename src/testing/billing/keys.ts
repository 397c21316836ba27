import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** A port that was free just now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Where the stand-in of this process will answer. Imported first: the environment is read once, and early. */
export const STAND_IN = { port: await freePort(), secret: 'whsec_of_the_stand_in' } as const

process.env.STRIPE_SECRET_KEY = 'sk_test_stand_in'
process.env.STRIPE_WEBHOOK_SECRET = STAND_IN.secret
process.env.STRIPE_API_BASE = `http://127.0.0.1:${STAND_IN.port}`
