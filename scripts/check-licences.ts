import { existsSync, readFileSync } from 'node:fs'

/** Licences that let us ship without conditions beyond a notice. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
])
/** Accepted one by one, each with its reason. */
const ACCEPTED: Readonly<Record<string, string>> = {
  'caniuse-lite': 'CC-BY-4.0: browser data used by the build, not shipped',
  '@expo-google-fonts/inter': 'MIT AND OFL-1.1: the font of printed reports, embedded as its licence allows',
  '@expo-google-fonts/jetbrains-mono': 'MIT AND OFL-1.1: as above',
  '@img/sharp-libvips': 'LGPL-3.0-or-later: loaded as a shared library, listed in NOTICE',
  '@img/sharp-wasm32': 'Apache-2.0 AND LGPL-3.0-or-later AND MIT: as above',
  '@img/sharp-win32': 'Apache-2.0 AND LGPL-3.0-or-later: as above',
}

interface LockEntry {
  version?: string
  dev?: boolean
  /** A development package that something shipped may use but does not need. */
  devOptional?: boolean
  link?: boolean
  license?: string
}

/** An SPDX expression holds when every AND part is allowed; of an OR, one part is enough. */
function isAllowed(expression: string): boolean {
  const parts = (separator: RegExp) => expression.replace(/^\((.*)\)$/, '$1').split(separator)
  if (/ OR /.test(expression)) return parts(/ OR /).some(isAllowed)
  if (/ AND /.test(expression)) return parts(/ AND /).every(isAllowed)
  return ALLOWED.has(expression)
}

function licenceOf(path: string, entry: LockEntry): string {
  const file = `${path}/package.json`
  // Packages of other platforms are not on this disk: the lockfile knows the licence of most.
  const stated = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { license?: unknown }).license
    : entry.license
  if (typeof stated === 'string') return stated
  return typeof stated === 'object' && stated !== null && 'type' in stated ? String(stated.type) : 'unknown'
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockEntry> }
const shipped = Object.entries(packages).filter(
  ([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && existsSync(path),
)
const broken = shipped.flatMap(([path, entry]) => {
  const name = path.split('node_modules/').at(-1) ?? path
  const licence = licenceOf(path, entry)
  const isAccepted = Object.keys(ACCEPTED).some((accepted) => name === accepted || name.startsWith(`${accepted}-`))
  return isAccepted || isAllowed(licence) ? [] : [`${name}@${entry.version}: ${licence}`]
})
for (const line of broken) process.stdout.write(`${line}\n`)
process.stdout.write(`${shipped.length} shipped packages, ${broken.length} with a licence nobody has accepted\n`)
process.exitCode = broken.length > 0 || shipped.length === 0 ? 1 : 0
