import { setTimeout as pause } from 'node:timers/promises'

const LIMIT_MS = 20_000
const PAUSE_MS = 100

/** Asks again and again until there is an answer; says what was awaited when none comes. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false>,
  limitMs = LIMIT_MS,
): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > end) throw new Error(`Waited ${limitMs / 1000} s in vain: ${what}`)
    await pause(PAUSE_MS)
  }
}
