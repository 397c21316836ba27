import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { furnishPlant } from './plant'
import { serveN8n } from './server'
import { FakeN8n } from './state'

const MINUTE_MS = 60_000
const HISTORY_MS = 36 * 60 * MINUTE_MS
const KEEP = 2_000
const SAVE_EVERY_MS = 10_000
const BEAT_MS = 2_000

/** How often each workflow runs, how long, and how often it fails. */
const RHYTHM: Readonly<Record<string, { everyMs: number; lastsMs: number; failsOneIn: number }>> = {
  wfOrders00000001: { everyMs: 5 * MINUTE_MS, lastsMs: 2_400, failsOneIn: 90 },
  wfNotice00000001: { everyMs: 11 * MINUTE_MS, lastsMs: 3_900, failsOneIn: 60 },
  wfHold000000001: { everyMs: 47 * MINUTE_MS, lastsMs: 1_200, failsOneIn: 40 },
  wfCounts0000001: { everyMs: 10 * MINUTE_MS, lastsMs: 5_200, failsOneIn: 120 },
}

export interface FakeN8nOptions {
  apiKey: string
  /** kept here between starts, as a real n8n keeps its database */
  file?: string
}

function load(n8n: FakeN8n, file: string | undefined): boolean {
  if (!file || !existsSync(file)) return false
  n8n.restore(JSON.parse(readFileSync(file, 'utf8')))
  return true
}

interface Due {
  at: number
  workflowId: string
}

/** Beats of every rhythm between two moments, in order. */
function duesBetween(from: number, to: number): Due[] {
  return Object.entries(RHYTHM)
    .flatMap(([workflowId, { everyMs }]) => {
      const dues: Due[] = []
      for (let at = Math.ceil(from / everyMs) * everyMs; at < to; at += everyMs) dues.push({ at, workflowId })
      return dues
    })
    .sort((a, b) => a.at - b.at)
}

/** The same beat always ends alike: a demo that is started twice tells the same story. */
function failsAt({ at, workflowId }: Due): boolean {
  const { everyMs, failsOneIn } = RHYTHM[workflowId] ?? { everyMs: 1, failsOneIn: 1 }
  return Math.floor(at / everyMs) % failsOneIn === failsOneIn - 7
}

function play(n8n: FakeN8n, due: Due, now: number): void {
  const { lastsMs } = RHYTHM[due.workflowId] ?? { lastsMs: 1000 }
  const startedAt = new Date(due.at).toISOString()
  const endsAt = due.at + lastsMs
  if (endsAt > now) {
    n8n.run(due.workflowId, 'running', { startedAt })
    return
  }
  const status = failsAt(due) ? 'error' : 'success'
  n8n.run(due.workflowId, status, {
    startedAt,
    stoppedAt: new Date(endsAt).toISOString(),
    finished: status === 'success',
  })
}

function endOpenRuns(n8n: FakeN8n, now: number): void {
  for (const { id, status, startedAt, workflowId, mode } of n8n.executions) {
    if (status !== 'running' || startedAt === null) continue
    const at = Date.parse(startedAt)
    const endsAt = at + (RHYTHM[workflowId]?.lastsMs ?? 1000)
    // a second try by hand succeeds: whatever was down is up again
    if (endsAt <= now)
      n8n.end(id, mode !== 'retry' && failsAt({ at, workflowId }) ? 'error' : 'success', new Date(endsAt))
  }
}

/**
 * A believable plant's n8n on 127.0.0.1 that keeps running, for clicking through without an account: a day and a half of
 * history, then one run after the other. For the demo as a process of its own, labelled as what it is.
 */
export async function startFakeN8n(
  port: number,
  { apiKey, file }: FakeN8nOptions,
): Promise<{ url: string; host: string; n8n: FakeN8n; stop(): Promise<void> }> {
  const n8n = new FakeN8n()
  n8n.apiKey = apiKey
  let until = Date.now() - HISTORY_MS
  if (load(n8n, file)) until = n8n.playedUntil
  else {
    furnishPlant(n8n)
    n8n.run('wfMaster0000001', 'waiting', { startedAt: new Date(until).toISOString() })
  }
  const beat = () => {
    const now = Date.now()
    for (const due of duesBetween(until, now)) play(n8n, due, now)
    endOpenRuns(n8n, now)
    n8n.prune(KEEP)
    until = now
    n8n.playedUntil = now
  }
  const save = () => file && writeFileSync(file, JSON.stringify(n8n.dump()))
  beat()
  save()
  const timers = [setInterval(beat, BEAT_MS), setInterval(save, SAVE_EVERY_MS)]
  const served = await serveN8n(() => n8n, port)
  return {
    ...{ url: served.url, host: served.host, n8n },
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      save()
      await served.stop()
    },
  }
}
