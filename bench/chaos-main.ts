import { env } from '@/env'
import { closePools, platformQuery } from '@/infra/db'
import { castMember } from '@/testing/cast'
import { startFakeResend } from '@/testing/fakes/resend'
import { castSender, rowsOf, type Sender } from '@/testing/sender'
import { stopRemaining, until } from '~/scripts/services/process'
import { check, waitingEffects } from './chaos/checker'
import { crashingPostgres, flushingRedis, killing, strikeAll } from './chaos/faults'
import { Ledger, runSenders, WORKFLOWS } from './chaos/senders'
import { type Running, startProduct } from './product/processes'

const SENDERS = 24
const PAUSE_MS = 1_500
const DRAINED_WITHIN_MS = 180_000

const say = (text: string) => process.stdout.write(`${text}\n`)

interface Arguments {
  bundle: string
  seed: number
  /** how often each fault strikes, times the usual */
  times: number
}

/** A client with claimed workflows and Ben on duty. */
async function makeHouse(): Promise<Sender> {
  const sender = await castSender()
  const ben = await castMember(sender.partner, { name: 'Ben', role: 'partner_operator' })
  await platformQuery('UPDATE membership SET on_duty_since = now() WHERE user_id = $1', [ben.actor.id])
  await rowsOf(
    `INSERT INTO workflow (tenant_id, id, client_id, key, name, lifecycle, tier, created_at)
     SELECT $1, gen_random_uuid(), $2, key, key, 'live', 1, now() FROM unnest($3::text[]) AS key`,
    [sender.tenantId, sender.clientId, WORKFLOWS],
  )
  return sender
}

class Kept {
  private constructor(
    public current: Running,
    private readonly role: 'web' | 'worker',
    private readonly bundle: string,
    private readonly more: Record<string, string>,
  ) {}

  static async start(role: 'web' | 'worker', bundle: string, more: Record<string, string>): Promise<Kept> {
    return new Kept(await startProduct(role, bundle, more), role, bundle, more)
  }

  restart(): Promise<Running> {
    return startProduct(this.role, this.bundle, this.more, this.current.port)
  }
}

/** A door that was killed several times still shows its pages. */
async function pageProblems(port: number): Promise<string[]> {
  const { status } = await fetch(`http://localhost:${port}/sign-in`)
  return status === 200 ? [] : [`the door on port ${port} answers a page with ${status}`]
}

async function run({ bundle, seed, times }: Arguments): Promise<string[]> {
  const sender = await makeHouse()
  const provider = await startFakeResend()
  const more = { RESEND_API_KEY: 'fake', RESEND_BASE_URL: provider.url }
  const two = async (role: 'web' | 'worker') =>
    [await Kept.start(role, bundle, more), await Kept.start(role, bundle, more)] as const
  const [doors, workers] = [await two('web'), await two('worker')]
  const ledger = new Ledger()
  const stopSending = new AbortController()
  const ports = doors.map(({ current }) => current.port)
  const sending = runSenders({ ports, key: sender.key, senders: SENDERS, seed, ledger, signal: stopSending.signal })
  const faults = [
    killing('kill -9 of one of the two doors', 6 * times, doors),
    killing('kill -9 of one of the two workers', 6 * times, workers),
    crashingPostgres(3 * times, env.DATABASE_URL),
    flushingRedis(4 * times, env.REDIS_URL),
  ]
  const startedAt = performance.now()
  await strikeAll(faults, seed, PAUSE_MS, say)
  stopSending.abort()
  await sending
  say(
    `${ledger.acked.size} events acknowledged in ${Math.round((performance.now() - startedAt) / 1000)} s, ${ledger.retries} requests repeated, longest silence ${Math.round(ledger.longestGapMs)} ms`,
  )
  const quietAt = performance.now()
  const drain = async () => ((await waitingEffects(sender.tenantId)) === 0 ? true : undefined)
  await until(drain, {
    timeoutMs: DRAINED_WITHIN_MS,
    everyMs: 250,
    failure: () => new Error('effects still wait'),
  }).catch(() => undefined)
  say(`all effects done ${Math.round((performance.now() - quietAt) / 1000)} s later`)
  const wrong = await check(sender.tenantId, ledger, provider.sent, 1)
  for (const { current } of doors) wrong.push(...(await pageProblems(current.port)))
  say(`${provider.sent.length} mails left the house, ${provider.requests.length} requests to the provider`)
  await provider.close()
  return wrong
}

async function main(): Promise<number> {
  const [bundle = '', seed = '1', times = '1'] = process.argv.slice(2)
  say(`seed ${seed}`)
  const wrong = await run({ bundle, seed: Number(seed), times: Number(times) })
  for (const line of wrong) say(`BROKEN: ${line}`)
  if (wrong.length === 0) say('Every promise held')
  return wrong.length > 0 ? 1 : 0
}

main()
  .catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    return 1
  })
  .then(async (code) => {
    await Promise.all([stopRemaining(), closePools()])
    process.exit(code)
  })
