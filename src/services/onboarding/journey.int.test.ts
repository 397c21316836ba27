import { afterAll, describe, expect, it } from 'vitest'
import { patternRules } from '@/domain/calendar/patterns'
import { closePools } from '@/infra/db'
import type { AppError } from '@/lib/errors'
import { castClient, castMember, castPartner } from '@/testing/cast'
import { createWorkflow } from '../workflow/create'
import { acceptPromise } from './accept'
import { addPlant } from './add-plant'
import { listArrivals } from './arrivals'
import { getJourney } from './journey'
import { markStep } from './mark'
import { openSource } from './open-source'
import { proposePromise } from './proposal'

afterAll(closePools)

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )
const stateOf = async (caller: Parameters<typeof getJourney>[0], client: string | null = null) =>
  Object.fromEntries((await getJourney(caller, { client })).steps.map(({ step, state }) => [step, state]))
const names = { day: 'Day', early: 'Early', late: 'Late', night: 'Night', all: 'All' }
const plant = (clientId: string) => ({
  ...{ clientId, slug: 'works-1', name: 'Works 1', city: 'Chicago', zone: 'America/Chicago' },
  calendar: { name: 'Hours', rules: patternRules('two', names) },
})

describe('the first hour', () => {
  it('is read from what is there, whoever did it', async () => {
    const partner = await castPartner()
    const { ada } = partner
    expect(await stateOf(ada)).toMatchObject({ brand: 'open', client: 'open', site: 'blocked', interview: 'blocked' })
    const clientId = await castClient(partner, 'pumps')
    await addPlant(ada, plant(clientId))
    await openSource(ada, { kind: 'api', clientId, name: 'Server' })
    expect(await stateOf(ada)).toMatchObject({ client: 'done', site: 'done', source: 'done', event: 'open' })
  })

  it('keeps plant, calendar and assignment together: all or none', async () => {
    const partner = await castPartner()
    const clientId = await castClient(partner)
    await addPlant(partner.ada, plant(clientId))
    expect(await codeOf(addPlant(partner.ada, plant(clientId)))).toBe('CONFLICT')
    const { client } = await getJourney(partner.ada, { client: null })
    expect(client?.sites).toHaveLength(1)
  })

  it('remembers what was skipped, for everybody and one client, and takes it back', async () => {
    const partner = await castPartner()
    const { ada } = partner
    const [first, second] = [await castClient(partner, 'one'), await castClient(partner, 'two')]
    await markStep(ada, { clientId: first, step: 'site', mark: 'skipped' })
    await markStep(ada, { clientId: null, step: 'brand', mark: 'kept' })
    const ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
    expect(await stateOf(ben, 'one')).toMatchObject({ site: 'skipped', brand: 'done' })
    expect(await stateOf(ben, 'two')).toMatchObject({ site: 'open', brand: 'done' })
    await markStep(ben, { clientId: first, step: 'site', mark: 'open' })
    expect(await stateOf(ada, 'one')).toMatchObject({ site: 'open' })
    await markStep(ada, { clientId: null, step: 'all', mark: 'skipped' })
    expect((await getJourney(ben, { client: null })).isDismissed).toBe(true)
    const limited = await castMember(partner, { name: 'Lee', role: 'partner_operator', clientIds: [second] })
    expect(await codeOf(getJourney(limited, { client: 'one' }))).toBe('NOT_FOUND')
    expect(await codeOf(markStep(limited, { clientId: first, step: 'site', mark: 'skipped' }))).toBe('NOT_FOUND')
    expect(await codeOf(markStep(limited, { clientId: null, step: 'all', mark: 'skipped' }))).toBe('FORBIDDEN')
  })

  it('proposes from the tier while nothing ran, and one click sets rule and promise', async () => {
    const partner = await castPartner()
    const { ada } = partner
    const clientId = await castClient(partner)
    const { siteId } = await addPlant(ada, plant(clientId))
    const none = { processId: null, fromSystemId: null, toSystemId: null, ownerName: null, impactNote: null }
    const { workflowId } = await createWorkflow(ada, {
      clientId,
      key: 'k',
      name: 'Order release',
      tier: 2,
      siteId,
      ...none,
    })
    const { rhythm, targetPpm, zone } = await proposePromise(ada, { workflowId })
    expect({ rhythm, targetPpm, zone }).toMatchObject({
      ...{ rhythm: { basis: 'tier', intervalS: 14_400, runs: 0 }, targetPpm: 995_000, zone: 'America/Chicago' },
    })
    const spans = { intervalS: rhythm.intervalS, graceS: rhythm.graceS }
    await acceptPromise(ada, { workflowId, ...spans, targetPpm, name: 'Order release: good runs' })
    expect(await stateOf(ada)).toMatchObject({ promise: 'done' })
  })

  it('shows and takes nothing of another partner', async () => {
    const [mine, theirs] = [await castPartner(), await castPartner('Mallory')]
    const clientId = await castClient(theirs)
    expect((await getJourney(mine.ada, { client: null })).clients).toEqual([])
    expect(await listArrivals(mine.ada, { clientId })).toEqual([])
    expect(await codeOf(addPlant(mine.ada, plant(clientId)))).toBe('NOT_FOUND')
    expect(await codeOf(openSource(mine.ada, { kind: 'api', clientId, name: 'X' }))).toBe('NOT_FOUND')
    expect(await codeOf(markStep(mine.ada, { clientId, step: 'site', mark: 'skipped' }))).toBe('NOT_FOUND')
    const ben = await castMember(theirs, { name: 'Ben', role: 'partner_operator' })
    expect(await codeOf(openSource(ben, { kind: 'api', clientId, name: 'X' }))).toBe('FORBIDDEN')
  })
})
