import { spawnGuarded } from '~/scripts/services/process'
import type { LoadPlan, LoadResult } from './plan'

/** Runs a plan in a process of its own. */
export async function load(plan: LoadPlan): Promise<LoadResult> {
  const args = ['--import', 'tsx', 'bench/load-generator.ts', JSON.stringify(plan)]
  const generator = spawnGuarded(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  let trouble = ''
  generator.child.stdout?.on('data', (chunk) => (text += chunk))
  generator.child.stderr?.on('data', (chunk) => (trouble += chunk))
  const code = await generator.exited
  if (code !== 0) throw new Error(`The load generator failed: ${trouble}`)
  return JSON.parse(text)
}
