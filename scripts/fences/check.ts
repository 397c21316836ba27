import { type Import, isInside, type Module } from './graph'
import {
  DOMAIN_PACKAGES,
  ENV_READERS,
  FETCHERS,
  GENERATED,
  GENERATED_VALUES,
  LAYERS,
  OUTSIDE,
  PACKAGES,
  TEST_FILE,
} from './rules'

/** One line for each broken rule: `path: what, and where it may be`. */
export function checkFences(modules: readonly Module[]): string[] {
  const inProgram = modules.filter(({ path }) => !TEST_FILE.test(path) && !isInsideAny(path, OUTSIDE))
  return [
    ...modules.flatMap(({ path, parseError }) => (parseError ? [`${path}: does not parse: ${parseError}`] : [])),
    ...inProgram.flatMap(checkModule),
    ...findCycles(modules).map((cycle) => `${cycle[0]}: import cycle ${cycle.join(' → ')}`),
  ]
}

function checkModule(module: Module): string[] {
  const { path } = module
  const layer = Object.keys(LAYERS)
    .filter((place) => isInside(path, place))
    .sort((a, b) => b.length - a.length)[0]
  if (layer === undefined)
    return [`${path}: no rule for this place; add it to scripts/fences/rules.ts and docs/ARCHITECTURE.md`]

  const broken: string[] = []
  for (const imported of module.imports) {
    const reason = imported.target ? layerBreach(layer, imported.target) : packageBreach(path, imported.specifier)
    if (reason) broken.push(`${path}: imports ${imported.specifier}; ${reason}`)
    if (usesGeneratedValue(path, imported)) {
      broken.push(
        `${path}: uses values of the generated client; only ${GENERATED_VALUES.join(', ')} may (types are free)`,
      )
    }
  }
  if (module.readsProcessEnv && !isInsideAny(path, ENV_READERS))
    broken.push(`${path}: reads process.env; import src/env.ts`)
  if (module.fetches && !isInsideAny(path, FETCHERS))
    broken.push(`${path}: calls fetch; call out with requestOut of src/infra/http-out`)
  if (isInside(path, 'src/domain')) {
    broken.push(
      ...module.impurities.map((call) => `${path}: calls ${call}; a decision gets the moment and chance as arguments`),
    )
  }
  return broken
}

function layerBreach(layer: string, target: string): string | undefined {
  const allowed = LAYERS[layer] ?? []
  if (target.endsWith('(missing)')) return 'there is no such file'
  if (isInside(target, layer) || isInsideAny(target, allowed)) return undefined
  return `${layer} may import ${allowed.join(', ') || 'nothing of ours'}`
}

function packageBreach(path: string, specifier: string): string | undefined {
  const fence = PACKAGES.find((candidate) => candidate.package.test(specifier))
  if (fence && !isInsideAny(path, fence.only)) return `only ${fence.only.join(', ')} may`
  if (isInside(path, 'src/domain') && !DOMAIN_PACKAGES.includes(specifier)) {
    return `src/domain may import ${DOMAIN_PACKAGES.join(', ')} and src/lib`
  }
  return undefined
}

function usesGeneratedValue(path: string, { target, isTypeOnly }: Import): boolean {
  return target !== undefined && isInside(target, GENERATED) && !isTypeOnly && !isInsideAny(path, GENERATED_VALUES)
}

const isInsideAny = (path: string, places: readonly string[]) => places.some((place) => isInside(path, place))

/** Each cycle once, type-only imports included: depth first, a cycle closes where the path meets itself. */
function findCycles(modules: readonly Module[]): string[][] {
  const targets = new Map(modules.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]))
  const finished = new Set<string>()
  const trail: string[] = []
  const cycles: string[][] = []
  const visit = (path: string) => {
    if (finished.has(path)) return
    const meetsAt = trail.indexOf(path)
    if (meetsAt >= 0) {
      cycles.push([...trail.slice(meetsAt), path])
      return
    }
    trail.push(path)
    for (const target of targets.get(path) ?? []) if (targets.has(target)) visit(target)
    trail.pop()
    finished.add(path)
  }
  for (const path of targets.keys()) visit(path)
  return cycles
}
