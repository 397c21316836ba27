import type { MonthFigures } from '@/domain/month/figures'
import { attain } from '@/domain/objective/attain'
import type { ReportFacts } from '@/domain/report/model'

const uuid = (kind: number, n: number) => `0000000${kind}-0000-7000-8000-${String(n).padStart(12, '0')}`
const HEX = 'a'.repeat(64)
const DAYS = 31

/** Counts of a promise by day: one bad day, quiet Sundays, and a little noise, the same every time. */
function daysOf(promise: number) {
  return Array.from({ length: DAYS }, (_, i) => {
    const day = `2026-10-${String(i + 1).padStart(2, '0')}`
    const eligible = i % 7 === 3 ? 0 : 90 + ((i * 7 + promise * 3) % 11)
    const bad = i === 2 && promise % 4 === 3 ? 5 : (i + promise) % 13 === 0 && eligible > 0 ? 1 : 0
    return { day, eligible, good: eligible - bad, maintenance: i === 18 || i === 19 ? 4 : 0 }
  })
}

interface Size {
  workflows: number
  promises: number
  incidents: number
  /** what stands in every name */
  name?: (index: number, kind: string) => string
}

function monthOf({ workflows, promises, incidents, name }: Required<Size>): MonthFigures {
  const objectives = Array.from({ length: promises }, (_, i) => {
    const days = daysOf(i)
    const eligible = days.reduce((sum, day) => sum + day.eligible, 0)
    const good = days.reduce((sum, day) => sum + day.good, 0)
    const tally = { eligible, good, bad: eligible - good, excluded: { maintenance: 8 } }
    return { id: uuid(1, i), name: name(i, 'promise'), form: 'obligations' as const, ...tally }
  })
  const flows = Array.from({ length: workflows }, (_, i) => i)
  return {
    ...{ format: 'andon-figures/1', month: '2026-10', zone: 'Europe/Berlin', days: DAYS },
    ...{ from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' },
    service: {
      monthMinutes: 44_700,
      sites: [{ id: uuid(5, 1), name: name(0, 'site'), zone: 'Europe/Berlin', openMinutes: 25_920 }],
      maintenance: { outMinutes: 240, refused: { short_notice: 45 } },
    },
    objectives,
    segments: [
      {
        ...{ version: 3, from: '2026-10-01', to: '2026-11-01', days: DAYS },
        objectives: objectives.map(({ id, name: _n, form: _f, ...tally }) => {
          const { n: _c, isSmall: _s, bad: _b, ...attained } = attain(tally, 995_000)
          return { id, targetPpm: 995_000, ...tally, ...attained }
        }),
      },
    ],
    expectations: flows.map((i) => ({
      ...{ id: uuid(2, i), workflowId: uuid(3, i), name: name(i, 'workflow') },
      ...{ expected: 124 + (i % 60), met: 120 + (i % 60), late: i % 3, missed: i % 2, excused: 4 - (i % 3) - (i % 2) },
      ...{ pending: 0, doneTwice: 0 },
      downtime: {
        ms: (i % 5) * 780_000,
        minutes: (i % 5) * 13,
        openMs: (i % 5) * 600_000,
        countedMs: 0,
        countedMinutes: 0,
      },
    })),
    incidents: Array.from({ length: incidents }, (_, i) => ({
      ...{
        id: uuid(4, i),
        number: 400 + i,
        workflowId: uuid(3, i),
        expectationId: null,
        kind: 'failed',
        occurrences: 1 + i,
      },
      openedAt: `2026-10-${String((i % 28) + 1).padStart(2, '0')}T06:1${i % 10}:00.000Z`,
      resolvedAt: `2026-10-${String((i % 28) + 1).padStart(2, '0')}T09:2${i % 10}:00.000Z`,
      response: { elapsedMs: 660_000 + i * 1_000, limitMs: 900_000, isBreached: false },
      update: null,
      resolve: { elapsedMs: 11_520_000, limitMs: 14_400_000, isBreached: i === 2 },
    })),
    credits: { currency: 'EUR', minor: 18_000, sum: '18000', cap: '90000', isCapped: false, steps: [] },
    conformance: flows.map((i) => ({
      ...{
        id: uuid(3, i),
        name: name(i, 'workflow'),
        approved: 120 + (i % 60),
        emergency: 0,
        unapproved: i === 7 ? 2 : 0,
      },
      ...{ zombie: 0, unidentified: 0, noBaseline: 0, manual: i % 9 === 0 ? 1 : 0 },
    })),
    gaps: [],
  }
}

const NAMES = [
  'Order release',
  'Work-order feedback',
  'Goods issue',
  'Delivery notices',
  'Quality hold',
  'Invoice hand-over',
]

/** A month made of nothing but its size: what reports are tested and measured with. */
export function reportFacts(size: Size): ReportFacts {
  const name = size.name ?? ((i, kind) => (kind === 'site' ? 'Hamburg' : `${NAMES[i % NAMES.length]} ${i + 1}`))
  const figures = monthOf({ ...size, name })
  const at = '2026-11-02T08:00:00.000Z'
  return {
    client: { name: size.name ? name(0, 'client') : 'Brückner Pumpen GmbH', slug: 'brueckner' },
    ...{ partner: 'Nordlicht Automation', figures, addendum: 0 },
    days: new Map(figures.objectives.map(({ id }, i) => [id, daysOf(i)])),
    incidents: new Map(
      figures.incidents.map(({ id }, i) => [
        id,
        {
          title: name(i, 'incident'),
          cause: `${name(i, 'cause')}: the carrier's label service was down; queued labels were sent again.`,
          clientNote: i % 2 === 0 ? 'Notices go out again; nothing is lost.' : null,
        },
      ]),
    ),
    changes: [
      {
        ...{
          number: 31,
          title: name(0, 'change'),
          workflow: name(0, 'workflow'),
          status: 'deployed',
          isEmergency: false,
        },
        requestedBy: 'Ben Okafor',
        approvals: [{ name: 'Carl Lindholm', decision: 'approve', at: '2026-10-12T09:00:00.000Z' }],
        ...{ decidedAt: '2026-10-12T09:00:00.000Z', provedAt: '2026-10-12T10:05:00.000Z' },
      },
    ],
    findings: [
      {
        ...{
          kind: 'policy_error_handler',
          severity: 'medium',
          subject: name(1, 'workflow'),
          openedAt: '2026-10-05T07:00:00.000Z',
        },
        status: 'waived',
        waiver: { reason: 'Replaced in December', by: 'Carl Lindholm', expiresAt: '2026-12-31T23:00:00.000Z' },
      },
    ],
    proof: {
      ...{ freezeDigest: HEX, inputsDigest: 'b'.repeat(64), frozenBy: 'Carl Lindholm', frozenAt: at },
      checkpoint: {
        ...{ number: 42, size: 1_204, root: 'c'.repeat(64), digest: 'd'.repeat(64), at, key: 'e'.repeat(64) },
        signature: `${'A'.repeat(86)}==`,
      },
    },
    addenda: [],
  }
}
