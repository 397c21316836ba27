import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createExpectation } from '@/services/expectation/create'
import type { SeededPlant } from '~/prisma/seed/plant'
import { comesUp, EN, openBrowser, openPage, signIn } from './_browser'
import { rows } from './_database'
import { run, send } from './_http'
import { mailTo } from './_mail'
import { until } from './_until'
import { NOTHING, type Watched, watch } from './_watch'
import { BRUECKNER, leaveWorld, nordlicht, onDuty, type Partner, type Person, plantOf } from './_world'

const RULE = { kind: 'interval', intervalS: 60, graceS: 60, zone: 'Europe/Berlin', maxDurationS: null } as const
/** How long ago the rule was written, so that its deadline, 120 s after, passes while we look. */
const AGE_S = 117

/** The rule and its timer as they would stand had it been written earlier; deciding is left to the program. */
const AGE = `
WITH rule AS (UPDATE expectation SET created_at = created_at - $2::interval WHERE id = $1)
UPDATE expectation_state SET since = since - $2::interval, due_at = due_at - $2::interval, next_check_at = next_check_at - $2::interval
WHERE expectation_id = $1 RETURNING due_at`

interface IncidentRow {
  kind: string
  opened_at: Date
  detected_at: Date
  status: string
}

describe('a run that does not come', () => {
  let [browser, here, plant, ben, page]: [Browser?, Partner?, SeededPlant?, Person?, Page?] = []
  let [workflowId, deadline]: [string?, Date?] = []
  let seen: Watched

  const world = () => {
    if (!here || !plant || !ben || !page || !workflowId || !deadline) throw new Error('the world is not there')
    return { here, plant, ben, page, workflowId, deadline }
  }

  beforeAll(async () => {
    here = await nordlicht()
    plant = await plantOf(here, BRUECKNER)
    ben = await onDuty(here, 'Ben Okafor')
    browser = await openBrowser()
    page = await openPage(browser)
    seen = await watch(page)
    await signIn(page, here, ben)
    workflowId = plant.workflowIds.get('order-release') ?? ''
    const { expectationId } = await createExpectation(here.owner.caller, { workflowId, rule: RULE })
    const [timer] = await rows<{ due_at: Date }>(AGE, [expectationId, `${AGE_S} seconds`])
    deadline = new Date((timer?.due_at.getTime() ?? 0) + RULE.graceS * 1000)
  })
  afterAll(async () => {
    await browser?.close()
    await leaveWorld()
  })

  it('opens an incident stamped with the deadline, not with the moment somebody looked', async () => {
    const { here, deadline } = world()
    const incident = await until('an incident', async () => {
      const found = await rows<IncidentRow>(
        'SELECT kind, opened_at, detected_at, status FROM incident WHERE tenant_id = $1',
        [here.tenantId],
      )
      return found[0]
    })
    expect(incident).toMatchObject({ kind: 'missed', status: 'open', opened_at: deadline })
    expect(incident.detected_at.getTime()).toBeGreaterThanOrEqual(deadline.getTime())
    const moves = await rows<{ to_state: string; at: Date }>(
      'SELECT to_state, at FROM transition WHERE tenant_id = $1 ORDER BY seq',
      [here.tenantId],
    )
    expect(moves.map(({ to_state }) => to_state)).toEqual(['late', 'down'])
    expect(moves[1]?.at).toEqual(deadline)
  })

  it('is seen on the board, among the expectations and on the page of the workflow, and mailed', async () => {
    const { here, ben, page, workflowId } = world()
    await page.goto(here.origin)
    await comesUp(page, 'Order release did not happen')
    await page.goto(`${here.origin}/expectations`)
    const row = page.getByRole('row').filter({ hasText: 'Order release' })
    await row.getByText(EN.expectation.statuses.down).first().waitFor()
    await page.goto(`${here.origin}/workflows/${workflowId}`)
    await page.getByText(EN.board.health.missed).first().waitFor()
    await page.getByText('INC-1').first().waitFor()
    expect((await mailTo(here, ben.email, 'incident-opened')).html).toContain('INC-1')
    await page.goto(`${here.origin}/incidents/1`)
    await page.getByText(EN.incident.kinds.missed).first().waitFor()
  })

  it('ends when the run comes after all', async () => {
    const { here, plant, page } = world()
    await send(here.host, plant.apiKey, run('order-release', 'succeeded'))
    await comesUp(page, EN.incident.statuses.resolved)
    const [incident] = await rows<IncidentRow>('SELECT status, opened_at FROM incident WHERE tenant_id = $1', [
      here.tenantId,
    ])
    expect(incident).toEqual({ status: 'resolved', opened_at: world().deadline })
    expect(seen).toEqual(NOTHING)
  })
})
