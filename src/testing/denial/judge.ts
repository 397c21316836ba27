import { ROLE_PERMISSIONS } from '@/domain/access/permissions'
import type { Role } from '@/domain/access/roles'
import type { Answer, ConsoleEntry, RestEntry } from './entries'
import type { Sample } from './sample'
import type { Estate } from './world'

export type Entry = ConsoleEntry | RestEntry

/** Null, or what is wrong with an answer. */
export type Judge = (entry: Entry, sample: Sample, answer: Answer) => string | null

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/** Texts that must not stand in any answer to a stranger: names, and ids nobody told them. */
export function secretsOf({ canary, tenantId, one, two }: Estate): string[] {
  const ids = [one.executionId, one.incidentId, two.clientId, two.workflowId, two.siteId]
  return [canary, one.canary, two.canary, tenantId, ...ids]
}

/** What somebody of another client may not see. */
export function secretsOfClient({ one }: Estate): string[] {
  return [one.canary, one.clientId, one.siteId, one.workflowId, one.incidentId, one.executionId]
}

function leak(answer: Answer, secrets: readonly string[]): string | null {
  const bytes = answer.bytes.toLowerCase()
  const found = secrets.find((secret) => bytes.includes(secret.toLowerCase()))
  return found ? `leaks ${found}` : null
}

/** Nothing was judged: the call fell over, or never reached the verb. */
function isBroken({ code, bytes }: Answer): boolean {
  return ['INTERNAL', 'UNMAPPED', 'LIMIT'].includes(code) || bytes.includes('Sign in to continue')
}

/** Exactly this refusal. */
export function expecting(code: string, secrets: readonly string[]): Judge {
  return (_entry, _sample, answer) =>
    leak(answer, secrets) ?? (answer.code === code ? null : `answers ${answer.code}, not ${code}`)
}

/** A row of somebody else stands in the input, by id. */
function namesRow({ value }: Sample, partnerWide: readonly string[]): boolean {
  const isId = (item: unknown): boolean =>
    typeof item === 'string' ? UUID.test(item) : Array.isArray(item) ? item.some(isId) : isObject(item) && namesIn(item)
  const namesIn = (object: object): boolean =>
    Object.entries(object).some(([name, item]) => !partnerWide.includes(name) && isId(item))
  return isObject(value) && namesIn(value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date)
}

interface Foreign {
  secrets: readonly string[]
  /** fields whose rows belong to the whole partner: a colleague may know them */
  partnerWide?: readonly string[]
}

/**
 * The caller holds every permission, the rows are another's. A change that names one is NOT_FOUND, never FORBIDDEN; a read
 * is that or an answer about the caller's own rows.
 */
export function foreign({ secrets, partnerWide = [] }: Foreign): Judge {
  return (entry, sample, answer) => {
    const leaked = leak(answer, secrets)
    if (leaked) return leaked
    if (isBroken(answer)) return `answers ${answer.code}`
    if (!namesRow(sample, partnerWide)) return null
    if (answer.code === 'NOT_FOUND') return null
    // Who may be given what is judged before whom it concerns.
    if (answer.code === 'FORBIDDEN' && entry.can === 'member.manage' && partnerWide.length > 0) return null
    if (answer.code === 'OK' && entry.kind === 'query') return null
    return `answers ${answer.code}, not NOT_FOUND`
  }
}

/** Entries a role's permissions do not reach. */
export function forbiddenTo(role: Role, entries: readonly ConsoleEntry[]): ConsoleEntry[] {
  return entries.filter(({ can, isPublic }) => !isPublic && !ROLE_PERMISSIONS[role].includes(can))
}

/** Verbs that ask the owner for more than an input: a code from the phone, a source that answers, a second person or row. */
const NEEDS_MORE = [
  'member.confirmTotp',
  'member.disableTotp',
  'connection.probe',
  'channel.test',
  'webhook.test',
  'approval.decide',
  'client-import.apply',
  'client-import.dry-run',
  'incident.merge',
  'incident-task.verify',
  'report.figure',
  'report.read',
]

/**
 * The owner's own calls with the same inputs: one of them must get past every wall, or the refusals of others would prove
 * nothing.
 */
export function getsThrough({ action }: Entry, answers: readonly Answer[]): string | null {
  const broken = answers.find(isBroken)
  if (broken) return `answers ${broken.code}: ${broken.bytes.slice(0, 200)}`
  if (NEEDS_MORE.includes(action) || answers.some(({ code }) => code === 'OK' || code === 'CONFLICT')) return null
  return `answers ${answers.map(({ code, bytes }) => `${code} ${bytes.slice(-300)}`).join(' and ')}`
}
