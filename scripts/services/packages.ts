import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runToEnd } from './process'

const EXTRA_DIRS = ['/usr/local/bin', '/usr/bin', '/usr/sbin', '/opt/homebrew/bin', '/snap/bin']

/** The first of the named programs on PATH or in the usual folders. */
function findProgram(...names: string[]): string | undefined {
  const dirs = [...(process.env.PATH ?? '').split(delimiter), ...EXTRA_DIRS]
  return names.flatMap((name) => dirs.map((dir) => join(dir, name))).find(isExecutable)
}

/**
 * The named program; on Debian and Ubuntu root installs it from the system's own packages.
 * @throws Error saying in one line how to get it on this system.
 */
export async function ensureProgram(names: string[], debianPackage: string, advice: string): Promise<string> {
  const present = findProgram(...names)
  if (present) return present
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(`${names.join(' or ')} is missing: ${advice}`)
  }
  process.stdout.write(`Installing ${debianPackage} with apt-get …\n`)
  await aptInstall(debianPackage)
  const installed = findProgram(...names)
  if (!installed) throw new Error(`${debianPackage} was installed, yet ${names.join(' or ')} is missing: ${advice}`)
  return installed
}

/** Debian starts a service as soon as its package is installed, unless this policy file says no. */
const POLICY = '/usr/sbin/policy-rc.d'

async function aptInstall(name: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = () => runToEnd('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], { env })
  const hasPolicy = existsSync(POLICY)
  if (!hasPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await install().catch(async () => {
      await runToEnd('apt-get', ['update', '-q'], { env })
      await install()
    })
  } finally {
    if (!hasPolicy) rmSync(POLICY)
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
