import { existsSync, readFileSync } from 'node:fs'
import { spawnGuarded } from './process'

export interface Step {
  name: string
  /** Program and arguments; a program of node_modules/.bin by its bare name. */
  command: readonly [string, ...string[]]
  env?: Readonly<Record<string, string>>
  /** Where the command leaves vitest's JSON report, if it does. */
  report?: string
  /** true: its output is shown as it comes; false (default): only when it fails. */
  isLive?: boolean
}

export interface StepResult {
  name: string
  hasPassed: boolean
  /** Tests counted in the report; a failed step without one counts as one failure. */
  passed: number
  failed: number
}

const write = (text: string) => process.stdout.write(text)

/** Runs steps, `width` at a time in the given order, and prints a line for each as it ends. */
export async function runSteps(steps: readonly Step[], width: number, signal: AbortSignal): Promise<StepResult[]> {
  const results: StepResult[] = []
  const waiting = [...steps]
  const lane = async () => {
    for (let step = waiting.shift(); step && !signal.aborted; step = waiting.shift()) {
      results.push(await runStep(step, signal))
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  return results
}

async function runStep(step: Step, signal: AbortSignal): Promise<StepResult> {
  const startedAt = performance.now()
  const { code, output } = await execute(step, signal)
  const counts = step.report ? countTests(step.report) : { passed: 0, failed: 0 }
  const hasPassed = code === 0
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const tests = counts.passed + counts.failed > 0 ? `  ${counts.passed} passed, ${counts.failed} failed` : ''
  if (!hasPassed) write(`${output.trim()}\n`)
  write(`${hasPassed ? '✓' : '✗'} ${step.name.padEnd(14)} ${seconds.padStart(6)} s${tests}\n`)
  return { name: step.name, hasPassed, passed: counts.passed, failed: Math.max(counts.failed, hasPassed ? 0 : 1) }
}

async function execute({ command, env, isLive }: Step, signal: AbortSignal): Promise<{ code: number; output: string }> {
  const [program, ...args] = command
  const { child } = spawnGuarded(program, args, {
    env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}`, ...env },
    stdio: ['ignore', isLive ? 'inherit' : 'pipe', isLive ? 'inherit' : 'pipe'],
    signal,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function countTests(report: string): { passed: number; failed: number } {
  if (!existsSync(report)) return { passed: 0, failed: 0 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>
  return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 }
}
