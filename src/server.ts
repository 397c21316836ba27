import { createServer, type Server } from 'node:http'
import { registerConnectors } from '@/connectors'
import { env } from '@/env'
import { brandDoor } from '@/http/brand-door'
import { certificateDoor } from '@/http/certificate-door'
import { eventsDoor } from '@/http/events'
import { healthDoor } from '@/http/health'
import { type Fallback, requestListener } from '@/http/listener'
import { metricsDoor } from '@/http/metrics'
import { pingDoor } from '@/http/ping'
import { closePools } from '@/infra/db'
import { logger } from '@/infra/logger'
import { ensurePartitions } from '@/infra/partitions'
import { captureError, flushSentry, startSentry } from '@/infra/sentry'
import { startTracing } from '@/infra/tracing-setup'
import { registerChannels } from '@/services/channel/port'
import { ingestQueue } from '@/services/execution/ingest'
import { mailChannel } from '@/services/notify/channel-mail'
import { closeReadiness } from '@/services/platform/readiness'
import { keepIntake } from '@/services/source/intake'

/** A deploy waits this long for requests that are under way. */
const DRAIN_MS = 10_000
/** A sender that takes longer for one request is cut with 408. */
const REQUEST_MS = 30_000
const HEADERS_MS = 10_000
/** Partitions are made days ahead; this is often enough. */
const PARTITIONS_EVERY_MS = 3_600_000

registerConnectors()
registerChannels(mailChannel)

const isWeb = env.ROLE === 'all' || env.ROLE === 'web'
const isWorker = env.ROLE === 'all' || env.ROLE === 'worker'
const isIngest = env.ROLE !== 'worker'

/** Next is loaded only where it is used, and only once the doors are open. */
async function openNext(server: Server): Promise<Fallback> {
  const { default: next } = await import('next')
  const app = next({ dev: env.NODE_ENV !== 'production', customServer: true, port: env.PORT })
  await app.prepare()
  const handle = app.getRequestHandler()
  server.on('upgrade', app.getUpgradeHandler())
  return (req, res) => handle(req, res)
}

async function openDoors() {
  const common = [healthDoor, metricsDoor, certificateDoor]
  if (!isIngest) return common
  const hot = [...common, eventsDoor, pingDoor]
  if (!isWeb) return hot
  const [{ restDoor }, { portalDoor }] = await Promise.all([import('@/http/rest/door'), import('@/http/portal-door')])
  const { ackDoor } = await import('@/http/ack/door')
  const { stripeDoor } = await import('@/http/stripe/door')
  const { reportDoor } = await import('@/http/report-door')
  return [...hot, brandDoor, stripeDoor, ackDoor, reportDoor, portalDoor, restDoor]
}

async function listen(): Promise<Server> {
  let next: Promise<Fallback> | undefined
  const fallback: Fallback = async (req, res) => (await next)?.(req, res)
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS, keepAliveTimeout: 65_000 })
  server.on('request', requestListener(await openDoors(), isWeb ? fallback : null))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.PORT, resolve))
  if (isWeb) next = openNext(server)
  await next
  return server
}

/** Partitions for today and the days to come; a failure is tried again and nothing is lost meanwhile (DEFAULT partition). */
function keepPartitions(): NodeJS.Timeout {
  const ensure = () =>
    ensurePartitions(new Date()).catch((error: Error) =>
      logger.error({ error: error.message }, 'partitions could not be made'),
    )
  return setInterval(ensure, PARTITIONS_EVERY_MS).unref()
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())])
  server.closeAllConnections()
}

async function start(): Promise<void> {
  startSentry()
  const tracing = startTracing()
  await ensurePartitions(new Date())
  const partitions = keepPartitions()
  const stopIntake = keepIntake()
  const server = await listen()
  const worker = isWorker ? await (await import('@/worker/runtime')).startWorker() : null
  logger.info({ port: env.PORT }, 'listening')

  const stop = async () => {
    clearInterval(partitions)
    await closeServer(server)
    await worker?.stop()
    await ingestQueue().drained()
    await stopIntake()
    closeReadiness()
    await Promise.all([closePools(), tracing.stop(), flushSentry()])
    logger.info('stopped')
    process.exit(0)
  }
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return
      isStopping = true
      stop().catch(die)
    })
  }
}

/** A state nobody foresaw: say so and end; the service manager starts a clean process, and nothing acknowledged is lost. */
function die(error: unknown): void {
  logger.fatal(
    { error: error instanceof Error ? { message: error.message, stack: error.stack } : String(error) },
    'process ends',
  )
  captureError(error)
  flushSentry().finally(() => process.exit(1))
}

process.on('unhandledRejection', die)
process.on('uncaughtException', die)
start().catch(die)
