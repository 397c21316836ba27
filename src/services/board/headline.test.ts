import { describe, expect, it } from 'vitest'
import { type HeadlineIncident, type HeadlineRow, headlineOf } from './headline'

const truck: HeadlineIncident = {
  number: 2041,
  clientName: 'Brückner Pumpen',
  title: 'Delivery notices not reaching the carrier',
  impactNote: '14 orders due on the 18:00 truck',
  status: 'open',
  acknowledgedBy: null,
}
const holds: HeadlineIncident = {
  ...truck,
  number: 2043,
  clientName: 'Lakeshore Castings',
  title: 'Quality holds released late',
  impactNote: null,
}
const row = (state: HeadlineRow['health']['state'], rules = 1): HeadlineRow => ({
  id: state,
  name: `workflow ${state}`,
  client: { name: 'Vela Dental' },
  health: { state },
  rules: Array(rules).fill(null),
  incidents: [],
})

describe('the first sentence', () => {
  it('names the costliest incident that nobody has taken', () => {
    expect(headlineOf([truck, holds], [])).toEqual({
      kind: 'needsYou',
      client: 'Brückner Pumpen',
      why: '14 orders due on the 18:00 truck',
      number: 2041,
      more: 1,
      taken: 0,
      loose: 0,
    })
  })
  it('passes over a costlier one that somebody has taken', () => {
    expect(headlineOf([{ ...truck, status: 'acknowledged', acknowledgedBy: 'Ben' }, holds], [])).toEqual({
      kind: 'needsYou',
      client: 'Lakeshore Castings',
      why: 'Quality holds released late',
      number: 2043,
      more: 0,
      taken: 1,
      loose: 0,
    })
  })
  it('says who has it when all are taken', () => {
    expect(headlineOf([{ ...truck, status: 'acknowledged', acknowledgedBy: 'Ben' }], [])).toMatchObject({
      kind: 'handled',
      by: 'Ben',
      more: 0,
    })
  })
  it('a workflow that is down without an incident goes before what somebody has: nobody has it', () => {
    const taken = [{ ...truck, status: 'acknowledged' as const, acknowledgedBy: 'Ben' }]
    expect(headlineOf(taken, [row('down')])).toMatchObject({ kind: 'abnormal', workflow: 'workflow down', taken: 1 })
    expect(headlineOf([truck], [row('down'), { ...row('late'), incidents: [truck] }])).toMatchObject({
      kind: 'needsYou',
      loose: 1,
    })
  })
  it('without an incident names what is down before what is late', () => {
    expect(headlineOf([], [row('ok'), row('late'), row('down')])).toMatchObject({
      kind: 'abnormal',
      workflow: 'workflow down',
      more: 1,
    })
  })
  it('is calm only when nothing is late or down, and says how much nobody watches', () => {
    expect(headlineOf([], [row('ok'), row('running'), row('unknown', 0)])).toEqual({
      kind: 'calm',
      watched: 2,
      unwatched: 1,
    })
  })
  it('says what is missing before the first workflow', () => {
    expect(headlineOf([], [])).toEqual({ kind: 'empty' })
  })
})
