// Completes package-lock.json after `npm install`: a registry mirror without some platforms' optional packages makes
// npm leave them out, and `npm ci` then refuses the lockfile everywhere. Entries without a checksum are never
// installed on this platform; on theirs npm takes them by exact version.
import { readFileSync, writeFileSync } from 'node:fs'

const OS = /[-/](android|darwin|freebsd|linux|openharmony|win32)-/
const CPU = /-(arm64|arm|ia32|ppc64|riscv64|s390x|wasm32|x64)(?=-|$)/

const file = 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const missing = Object.values(lock.packages).flatMap((owner) =>
  Object.entries(owner.optionalDependencies ?? {})
    .filter(([name]) => !Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`)))
    .map(([name, version]) => [`node_modules/${name}`, entry(owner, name, version)]),
)
lock.packages = Object.fromEntries(
  [...Object.entries(lock.packages), ...missing].sort(([a], [b]) => (a < b ? -1 : Number(a > b))),
)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${missing.length} packages of other platforms added to ${file}\n`)

function entry({ dev }, name, version) {
  const cpu = name.match(CPU)?.[1]
  const os = name.match(OS)?.[1]
  return { version, cpu: cpu && [cpu], dev, optional: true, os: os && [os] }
}
