import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What must not be in a tracked file. Written in pieces, so that this file does not find itself. */
const FORBIDDEN: readonly [RegExp, string][] = [
  [
    new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|X{3})\\b`),
    'an intention: do it, or write an issue',
  ],
  [/(?<![\w./~-])\/(work|home|Users|root)\/[\w.-]/, "a path of somebody's machine"],
  [new RegExp(`"resolved": "http|registry\\.${'npmjs'}\\.org|_auth${'Token'}`), 'a registry address or its key'],
]
/** Files that speak of such paths because that is their subject. */
const EXEMPT = new Set(['scripts/check-docs.ts'])
const TEXT = /\.(ts|tsx|mjs|json|jsonc|md|sql|prisma|css|toml|ya?ml|sh|example)$|(^|\/)(\.npmrc|Dockerfile|run)$/

const git = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
const tracked = git.stdout.split('\n').filter((path) => TEXT.test(path) && existsSync(path))

function checkWords(path: string): string[] {
  if (EXEMPT.has(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, i) =>
      FORBIDDEN.flatMap(([pattern, why]) => (pattern.test(line) ? [`${path}:${i + 1}: ${why}`] : [])),
    )
}

/** Paths a document cites in backticks or links to: they exist, with `*`, `<noun>` and `{a,b}` read as "any". */
function checkPaths(path: string): string[] {
  const text = readFileSync(path, 'utf8').replace(/^```[\s\S]*?^```/gm, '')
  const cited = [...text.matchAll(/`((?:src|prisma|scripts|docs|emails|e2e|bench|public|\.ci)\/[^`\s]*)`/g)].map(
    ([, cite = '']) => cite,
  )
  const linked = [...text.matchAll(/\]\((?!https?:|mailto:|#|\/)([^)#\s]+)/g)].map(([, link = '']) =>
    join(dirname(path), link),
  )
  return [...cited, ...linked]
    .filter((cite) => !exists(cite))
    .map((cite) => `${path}: cites ${cite}, which does not exist`)
}

function exists(cite: string): boolean {
  const fixed = cite.split(/[*<{]/)[0] ?? ''
  return existsSync(cite) || (fixed !== cite && existsSync(fixed.endsWith('/') ? fixed : dirname(fixed)))
}

const documents = tracked.filter((path) => path === 'README.md' || /^docs\/.*\.md$/.test(path))
const broken = [...tracked.flatMap(checkWords), ...documents.flatMap(checkPaths)]
for (const line of broken) process.stdout.write(`${line}\n`)
process.stdout.write(`${tracked.length} files and ${documents.length} documents read, ${broken.length} faults\n`)
process.exitCode = broken.length > 0 || tracked.length === 0 ? 1 : 0
