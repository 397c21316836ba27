import { existsSync } from 'node:fs'
import type { Step } from './steps'

const script = (name: string): Step['command'] => ['tsx', `scripts/${name}.ts`]

/** A vitest project as a step that leaves a JSON report. */
export function vitestStep(project: string, reportDir: string, filters: readonly string[] = []): Step {
  const report = `${reportDir}/${project}.json`
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  return {
    name: project,
    command: ['vitest', 'run', '--project', project, '--passWithNoTests', ...reporters, ...filters],
    report,
  }
}

/** Next writes the types of its routes; a fresh clone has none yet, and the type check would complain. */
export function prepareTypes(): Step[] {
  return existsSync('src/app') ? [{ name: 'route types', command: ['next', 'typegen'] }] : []
}

/** Everything that is checked without a database, slowest first so that two lanes end together. */
export function staticChecks(reportDir: string): Step[] {
  return [
    { name: 'types', command: ['tsc', '--noEmit'] },
    vitestStep('unit', reportDir),
    { name: 'lint', command: ['biome', 'ci', '--colors=off', '--max-diagnostics=50'] },
    { name: 'unused', command: ['knip', '--no-progress'] },
    { name: 'schema', command: ['prisma', 'validate'], env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' } },
    { name: 'fences', command: script('check-fences') },
    { name: 'size', command: script('check-size') },
    { name: 'docs', command: script('check-docs') },
    { name: 'licences', command: script('check-licences') },
  ]
}
