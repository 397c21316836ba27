import type { Loop } from './loop'

/** A loop that does its steps in order, and pauses `seconds` after each turn. */
export function every(seconds: number, name: string, ...steps: readonly (() => Promise<unknown>)[]): Loop {
  return {
    name,
    everyMs: seconds * 1_000,
    async run() {
      for (const step of steps) await step()
      return undefined
    },
  }
}
