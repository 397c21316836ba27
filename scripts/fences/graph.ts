import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { GENERATED, OUTSIDE } from './rules'

export interface Import {
  /** As written. */
  specifier: string
  /** Path from the root when it is a file of ours; undefined for a package. */
  target?: string
  isTypeOnly: boolean
}

export interface Module {
  path: string
  imports: Import[]
  readsProcessEnv: boolean
  /** calls the global `fetch` */
  fetches: boolean
  /** `Date.now()`, `new Date()`, `Math.random()` as written. */
  impurities: string[]
  parseError?: string
}

const ROOTS = ['src', 'emails', ...OUTSIDE.filter((place) => !place.startsWith('src/'))]
const SOURCE = /\.(ts|tsx|mts)$/

/** Paths of all TypeScript sources below the root, without generated ones. */
export function listSources(root: string): string[] {
  return ROOTS.filter((dir) => existsSync(join(root, dir)))
    .flatMap((dir) =>
      readdirSync(join(root, dir), { recursive: true, encoding: 'utf8' }).map((path) => posix.join(dir, path)),
    )
    .filter((path) => SOURCE.test(path) && !path.endsWith('.d.ts') && !isInside(path, GENERATED))
    .sort()
}

/** Parses every source; nothing is skipped in silence: what does not parse carries its error. */
export function readModules(root: string): Module[] {
  const sources = listSources(root)
  const known = new Set(sources)
  return sources.map((path) => readModule(root, path, known))
}

/** True for the place itself and everything below; `src/trpc/client` also means `src/trpc/client.tsx`. */
export function isInside(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`) || path.replace(/\.tsx?$/, '') === place
}

function readModule(root: string, path: string, known: ReadonlySet<string>): Module {
  const { program, module, errors } = parseSync(path, readFileSync(join(root, path), 'utf8'))
  const found = new Map<string, boolean>()
  const add = (specifier: string, isTypeOnly: boolean) => {
    found.set(specifier, (found.get(specifier) ?? true) && isTypeOnly)
  }
  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType))
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) if (moduleRequest) add(moduleRequest.value, isType)
  }
  const result: Module = {
    path,
    imports: [],
    readsProcessEnv: false,
    fetches: false,
    impurities: [],
    parseError: errors[0]?.message,
  }
  new Visitor({
    ImportExpression: ({ source }) => {
      if (source.type === 'Literal') add(String(source.value), false)
    },
    TSImportType: ({ source }) => add(source.value, true),
    MemberExpression: ({ object, property }) => {
      if (object.type !== 'Identifier' || property.type !== 'Identifier') return
      const name = `${object.name}.${property.name}`
      if (name === 'process.env') result.readsProcessEnv = true
      if (name === 'Date.now' || name === 'Math.random') result.impurities.push(`${name}()`)
    },
    CallExpression: ({ callee }) => {
      if (callee.type === 'Identifier' && callee.name === 'fetch') result.fetches = true
    },
    NewExpression: ({ callee, arguments: args }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date' && args.length === 0)
        result.impurities.push('new Date()')
    },
  }).visit(program)
  result.imports = [...found].map(([specifier, isTypeOnly]) => ({
    specifier,
    isTypeOnly,
    target: resolveSpecifier(root, path, specifier, known),
  }))
  return result
}

function resolveSpecifier(
  root: string,
  from: string,
  specifier: string,
  known: ReadonlySet<string>,
): string | undefined {
  const base = basePath(from, specifier)
  if (base === undefined) return undefined
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`]
  const source = candidates.find((path) => known.has(path))
  if (source ?? (isInside(base, GENERATED) || existsSync(join(root, base)))) return source ?? base
  return `${base} (missing)`
}

function basePath(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('@/')) return posix.join('src', specifier.slice(2))
  if (specifier.startsWith('~/')) return posix.normalize(specifier.slice(2))
  if (specifier.startsWith('.')) return posix.join(dirname(from), specifier)
  return undefined
}
