import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PERMISSIONS, ROLE_PERMISSIONS, SCOPE_PERMISSIONS } from '@/domain/access/permissions'
import { closePools } from '@/infra/db'
import { closeRateLimits } from '@/infra/rate-limit'
import { consoleEntries, restEntries } from './entries'

/** Verbs that no router and no route leads to, and what does. A new verb is put into a router, or here, with a reason. */
const OTHER_DOORS: Readonly<Record<string, string>> = {
  'approval.request': 'joined by the verb of what is decided about',
  'approval.timeOut': 'the worker',
  'approval.void': 'joined by the verb that edits',
  'audit.verifyAll': 'andon verify-audit',
  'billing.decide-usage': 'the worker',
  'billing.keep': 'the worker, and joined by what asks the payment service',
  'billing.open': 'joined by the first checkout',
  'change.failProof': 'the worker',
  'checkpoint.take': 'the worker',
  'conformance.look': 'the worker',
  'conformance.settleDays': 'the worker',
  'connection.advance': 'the worker',
  'connection.sync': 'the worker',
  'report.draft': 'the worker',
  'run.retry-outcome': 'the worker',
  'sign-up.check-address': 'the platform’s own page, before there is a partner',
  'sign-up.request': 'the platform’s own page, before there is a partner',
  'sign-up.preview': 'the platform’s own page, before there is a partner',
  'sign-up.complete': 'the platform’s own page, before there is a partner',
  'finding.clear': 'joined by whoever sees that it is over',
  'finding.endWaiver': 'the worker',
  'finding.open': 'joined by whoever sees it',
  'invitation.accept': 'the page behind the mailed link',
  'invitation.preview': 'the page behind the mailed link',
  'partner.create': 'the machine: seed, command line, sign-up',
  'plan.apply': 'the machine: what the payment service says, the command line',
  'policy.evaluate': 'the worker, and joined by what changes a workflow',
  'portal.calendar': 'the portal’s door',
  'portal.history': 'the portal’s door',
  'portal.snapshot': 'the portal’s door',
  'subscriber.ask': 'the portal’s form',
  'subscriber.change': 'a subscriber’s own link',
  'subscriber.confirm': 'a subscriber’s own link',
  'subscriber.leave': 'a subscriber’s own link',
  'subscriber.read': 'a subscriber’s own link',
  'session.mintDemo': 'the sign-in page of the demo',
  'session.signInWithLink': 'the sign-in page',
  'session.signInWithPassword': 'the sign-in page',
  'webhook.disable': 'the worker',
  'version.record': 'joined by connectors',
}

const SERVICES = join(process.cwd(), 'src/services')

interface Found {
  action: string
  can: string
  kind: string
  from: string
}

function isVerb(value: unknown): value is Found {
  return typeof value === 'function' && 'action' in value && 'can' in value && 'kind' in value
}

/** Every verb that a service exports. */
async function allVerbs(): Promise<Found[]> {
  const found: Found[] = []
  for (const entry of readdirSync(SERVICES, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.includes('.test.')) continue
    const file = join(entry.parentPath, entry.name)
    const exports: Record<string, unknown> = await import(/* @vite-ignore */ file)
    for (const value of Object.values(exports)) {
      if (isVerb(value))
        found.push({ action: value.action, can: value.can, kind: value.kind, from: file.slice(SERVICES.length + 1) })
    }
  }
  return found
}

describe('every verb', () => {
  let verbs: Found[]
  beforeAll(async () => {
    verbs = await allVerbs()
  })
  afterAll(async () => {
    closeRateLimits()
    await closePools()
  })

  it('is behind a door that the denial matrix walks, or on the list of other doors', () => {
    const walked = new Set([...consoleEntries(), ...restEntries()].map(({ action }) => action))
    const hidden = verbs.filter(({ action }) => !walked.has(action) && !(action in OTHER_DOORS))
    expect(hidden.map(({ action, from }) => `${action} (${from})`)).toEqual([])
    expect(Object.keys(OTHER_DOORS).filter((action) => !verbs.some((verb) => verb.action === action))).toEqual([])
    expect(verbs.length).toBeGreaterThan(50)
  })

  it('has an action of its own', () => {
    const actions = verbs.map(({ action }) => action)
    expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([])
  })

  it('asks for a permission that somebody holds', () => {
    const held = new Set([...Object.values(ROLE_PERMISSIONS), ...Object.values(SCOPE_PERMISSIONS)].flat())
    const known = verbs.filter(({ can }) => PERMISSIONS.some((permission) => permission === can))
    expect(known).toHaveLength(verbs.length)
    const orphaned = verbs.filter(
      ({ can }) => !held.has(can as never) && !['system', 'sign-in', 'portal.read'].includes(can),
    )
    expect(orphaned).toEqual([])
  })
})
