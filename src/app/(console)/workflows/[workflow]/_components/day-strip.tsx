import type { StripBucket } from '@/services/strip/cells'
import type { WorkflowPage } from '@/services/workflow/get'
import { RunStrip } from '@/ui/chart/run-strip'
import { StripAxis } from '@/ui/chart/strip-axis'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { hrefOf } from '../../../_lib/href'

const QUARTER_MS = 15 * 60_000

interface Told {
  bucket: StripBucket
  zone: string
  viewer: Viewer
}

function titleOf({ bucket, zone, viewer: { m, f, locale } }: Told): string {
  const words = m.board.cell
  const time = (at: number) => plantTime(new Date(at), { zone, locale })
  const span = f(words.span, { from: time(bucket.at.getTime()), to: time(bucket.at.getTime() + QUARTER_MS) })
  const parts = [
    bucket.succeeded > 0 && f(words.succeeded, { count: bucket.succeeded }),
    bucket.failed > 0 && f(words.failed, { count: bucket.failed }),
    bucket.cancelled > 0 && f(words.cancelled, { count: bucket.cancelled }),
    bucket.state === 'late' && words.late,
    bucket.state === 'down' && bucket.failed === 0 && words.down,
    bucket.state === 'expected' && words.expected,
  ].filter(Boolean)
  return `${span}: ${parts.length > 0 ? parts.join(', ') : words.none}`
}

/**
 * A day of quarters. Each that had runs or a breach opens its runs; on a phone the whole strip shrinks. A cell is narrower
 * than the 24 px that WCAG 2.5.8 asks of a target, so it is a pointer's short cut only: the list of runs leads to the same.
 */
export function DayStrip({ data, viewer }: { data: WorkflowPage; viewer: Viewer }) {
  const { workflow, strip } = data
  const { zone } = workflow
  const count = (state: StripBucket['state']) => strip.buckets.filter((bucket) => bucket.state === state).length
  const label = viewer.f(viewer.m.board.stripSummary, {
    name: workflow.name,
    ok: count('ok'),
    late: count('late'),
    down: count('down'),
    expected: count('expected'),
  })
  return (
    <div className="pt-3">
      <div className="relative">
        <RunStrip window={strip.window} buckets={strip.buckets} scheduled={strip.scheduled} label={label} height={44} />
        <div className="absolute inset-0 flex">
          {strip.buckets.map((bucket) => {
            const title = titleOf({ bucket, zone, viewer })
            const isOpen = bucket.state !== 'none' && bucket.state !== 'expected'
            const href = hrefOf(`/workflows/${workflow.id}`, {
              from: bucket.at.toISOString(),
              to: new Date(bucket.at.getTime() + QUARTER_MS).toISOString(),
            })
            return isOpen ? (
              <a
                key={bucket.at.getTime()}
                href={`${href}#runs`}
                title={title}
                tabIndex={-1}
                className="h-full flex-1 hover:bg-ink/10"
              >
                <span className="sr-only">{title}</span>
              </a>
            ) : (
              <span key={bucket.at.getTime()} title={title} className="h-full flex-1" />
            )
          })}
        </div>
      </div>
      <StripAxis
        window={strip.window}
        ticks={strip.ticks}
        nowLabel={plantTime(strip.window.now, { zone, locale: viewer.locale })}
      />
    </div>
  )
}
