import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { type Function as FunctionNode, parseSync, Visitor } from 'oxc-parser'
import { listSources } from './fences/graph'

const FILE_LINES_MAX = 400
const FUNCTION_LINES_MAX = 70
const FOLDER_FILES_MAX = 16
/** Kinds of files with a tighter limit than the rest. */
const TIGHT: readonly [RegExp, number][] = [
  [/\/app\/.*\/page\.tsx$/, 80],
  [/\/worker\/handlers\/[^/]+\.ts$/, 30],
  [/\.prisma$/, 150],
]
/** Catalogues: one part of the design system, one screen's words a file; a reader looks them up by name. */
const LISTS: readonly string[] = ['src/ui/primitives', 'src/ui/i18n/en', 'src/ui/i18n/de', 'src/trpc/routers']
const TEST_FILE = /\.(test|e2e)\.tsx?$/

const lineCount = (text: string) => text.trimEnd().split('\n').length
const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length

/** Functions over the limit, as `line name (lines)`. A suite of tests is a list, not a function: tests are exempt. */
function longFunctions(path: string, text: string): string[] {
  const found: string[] = []
  const measure = ({ start, end }: Pick<FunctionNode, 'start' | 'end'>) => {
    const first = lineAt(text, start)
    const lines = lineAt(text, end) - first + 1
    if (lines > FUNCTION_LINES_MAX)
      found.push(`${path}:${first}: function of ${lines} lines, at most ${FUNCTION_LINES_MAX}`)
  }
  const { program } = parseSync(path, text)
  new Visitor({ FunctionDeclaration: measure, FunctionExpression: measure, ArrowFunctionExpression: measure }).visit(
    program,
  )
  return found
}

function checkFile(path: string): string[] {
  const text = readFileSync(path, 'utf8')
  const max = TIGHT.find(([pattern]) => pattern.test(path))?.[1] ?? FILE_LINES_MAX
  const lines = lineCount(text)
  const tooLong = lines > max ? [`${path}: ${lines} lines, at most ${max}`] : []
  return path.endsWith('.prisma') || TEST_FILE.test(path) ? tooLong : [...tooLong, ...longFunctions(path, text)]
}

function checkFolders(paths: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const path of paths) if (!TEST_FILE.test(path)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  return [...counts]
    .filter(([dir, files]) => files > FOLDER_FILES_MAX && !LISTS.includes(dir))
    .map(
      ([dir, files]) =>
        `${dir}: ${files} files beside tests, at most ${FOLDER_FILES_MAX}; ${basename(dir)} is more than one thing`,
    )
}

const models = readdirSync('prisma/schema').map((name) => `prisma/schema/${name}`)
const sources = listSources('.')
const broken = [...[...sources, ...models].flatMap(checkFile), ...checkFolders(sources)]
for (const line of broken) process.stdout.write(`${line}\n`)
process.stdout.write(`${sources.length} sources measured, ${broken.length} too big\n`)
process.exitCode = broken.length > 0 || sources.length === 0 ? 1 : 0
