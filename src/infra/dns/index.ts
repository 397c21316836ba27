import { Resolver } from 'node:dns/promises'
import type { TxtAnswer } from '@/domain/host/proof'
import { env } from '@/env'

const TIMEOUT_MS = 2_000
const TRIES = 2
/** The name servers answered, and there is no such record. */
const ABSENT: readonly string[] = ['ENOTFOUND', 'ENODATA']

/** A look is fresh each time: what somebody has just typed into their DNS must not hide behind an answer we remember. */
function resolver(): Resolver {
  const fresh = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
  if (env.DNS_SERVERS.length > 0) fresh.setServers(env.DNS_SERVERS)
  return fresh
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** The TXT records of a name; parts of one record are one text. Never throws. */
export async function lookUpTxt(name: string): Promise<TxtAnswer> {
  try {
    const records = await resolver().resolveTxt(name)
    return { kind: 'records', values: records.map((parts) => parts.join('')) }
  } catch (error) {
    return { kind: ABSENT.includes(codeOf(error)) ? 'none' : 'silent' }
  }
}
