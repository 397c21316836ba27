import { newId } from '@/lib/ids'
import type { Sender } from '@/testing/sender'
import { stopRemaining } from '~/scripts/services/process'
import type { Latency } from './latency'
import { CopyLimit } from './limits/copy'
import type { LoadPlan, LoadResult } from './load/plan'
import { load } from './load/process'
import { measureBreach } from './product/breach'
import { measureHistory } from './product/history'
import { checkStored, closePools, makePlant } from './product/plant'
import { measurePortal } from './product/portal'
import { type Running, startProduct, startRaw } from './product/processes'
import { measureReport } from './product/report'
import { measureStatement } from './product/statement'
import { measureTimers } from './product/timers'
import { barsOf, type Measured, median, meets, type Round, tableOf, writeResult } from './report'

const ROUNDS = 3
const SECONDS = 4
const RESULT = 'bench/results/latest.json'

const say = (text: string) => process.stdout.write(`${text}\n`)

/** The servers of one benchmark, and everything it stored. */
class Bench {
  accepted = 0

  constructor(
    private readonly sender: Sender,
    private readonly raw: Running,
    private readonly product: Running,
  ) {}

  plan(
    shape: Pick<LoadPlan, 'connections' | 'eventsPerRequest'>,
    ratePerS: number | null = null,
    seconds = SECONDS,
  ): LoadPlan {
    return {
      ...shape,
      port: 0,
      path: '/api/v1/events',
      key: this.sender.key,
      stream: newId().slice(-12),
      seconds,
      ratePerS,
    }
  }

  async onProduct(plan: LoadPlan): Promise<LoadResult> {
    const result = await load({ ...plan, port: this.product.port })
    this.accepted += result.accepted
    const others = Object.entries(result.statuses).filter(([status]) => status !== '202')
    if (others.length > 0) say(`  answers other than 202: ${JSON.stringify(Object.fromEntries(others))}`)
    return result
  }

  onRaw(plan: LoadPlan): Promise<LoadResult> {
    return load({ ...plan, port: this.raw.port })
  }
}

const BATCHES = { connections: 16, eventsPerRequest: 100 }
const SINGLES = { connections: 128, eventsPerRequest: 1 }
const perS = ({ accepted, seconds }: LoadResult) => accepted / seconds

async function round(bench: Bench, sender: Sender, copy: CopyLimit): Promise<Round> {
  const l1 = await copy.measure()
  const b1 = perS(await bench.onProduct(bench.plan(BATCHES)))
  const l5 = perS(await bench.onRaw(bench.plan(SINGLES)))
  const b2 = perS(await bench.onProduct(bench.plan(SINGLES)))
  const statement = await measureStatement(sender, SECONDS)
  bench.accepted += statement.accepted
  return { l1, l5, b1, b2, statement: statement.perS }
}

/** B6 with B3's load beside it: the same process takes both. */
async function breach(
  bench: Bench,
  sender: Sender,
  product: Running,
  ratePerS: number,
  bundle: string,
): Promise<Latency> {
  const worker = await startProduct('worker', bundle)
  const beside = bench.onProduct(bench.plan(SINGLES, ratePerS, 12))
  const { probes, ...latency } = await measureBreach(product.port, sender, 100)
  bench.accepted += probes
  await beside
  await worker.stop()
  return latency
}

const middle = (results: readonly LoadResult[]) => [...results].sort((a, b) => a.p99 - b.p99)[results.length >> 1]

/** B3 beside the raw server at the same rate, in turns; of each the window with the middle p99. */
async function atRate(bench: Bench, ratePerS: number): Promise<Pick<Measured, 'b3' | 'l5AtRate'>> {
  const product: LoadResult[] = []
  const raw: LoadResult[] = []
  for (let at = 0; at < ROUNDS; at++) {
    product.push(await bench.onProduct(bench.plan(SINGLES, ratePerS)))
    raw.push(await bench.onRaw(bench.plan(SINGLES, ratePerS)))
  }
  const [b3, l5AtRate] = [middle(product), middle(raw)]
  if (!b3 || !l5AtRate) throw new Error('nothing was measured')
  return { b3: { ...b3, ratePerS }, l5AtRate }
}

async function measure(bundle: string): Promise<{ measured: Measured; wrong: string[] }> {
  const sender = await makePlant()
  const [raw, product] = [await startRaw(), await startProduct('ingest', bundle)]
  const bench = new Bench(sender, raw, product)
  say('warming up')
  await bench.onProduct(bench.plan(SINGLES, null, 2))
  await bench.onProduct(bench.plan(BATCHES))
  const copy = await CopyLimit.prepare(process.env.DATABASE_URL ?? '')
  const rounds: Round[] = []
  for (let at = 1; at <= ROUNDS; at++) {
    rounds.push(await round(bench, sender, copy))
    say(
      `round ${at}: ${JSON.stringify(Object.fromEntries(Object.entries(rounds.at(-1) ?? {}).map(([name, value]) => [name, Math.round(value)])))}`,
    )
  }
  await copy.stop()
  const ratePerS = median(rounds.map(({ b2 }) => b2)) / 2
  const { b3, l5AtRate } = await atRate(bench, ratePerS)
  const portal = await measurePortal(sender, raw)
  const report = await measureReport()
  if (!report.isSame) throw new Error('the same report was set twice and differs')
  const b6 = await breach(bench, sender, product, ratePerS, bundle)
  const wrong = await checkStored(sender.tenantId, bench.accepted)
  say('a million armed rules')
  const { later } = await measureTimers(sender, bundle)
  say('a history of 1 M, then of 10 M runs')
  const history = await measureHistory(say)
  return { measured: { rounds, b3, l5AtRate, b6, portal, report, history, timers: await later() }, wrong }
}

async function main(): Promise<number> {
  const [bundle = ''] = process.argv.slice(2)
  const { measured, wrong } = await measure(bundle)
  writeResult(RESULT, measured, wrong)
  say(`\n${tableOf(measured)}\n`)
  for (const line of wrong) say(`WRONG: ${line}`)
  const missed = barsOf(measured).filter((bar) => bar.isFloor && !meets(bar, bar.floor))
  for (const { name } of missed) say(`The floor of ${name} is not met`)
  say(`Everything is in ${RESULT}`)
  return missed.length + wrong.length > 0 ? 1 : 0
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
