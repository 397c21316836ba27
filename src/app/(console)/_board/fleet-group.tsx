import Link from 'next/link'
import type { BoardGroup, BoardRow } from '@/services/board/get'
import { isAbnormal } from '@/services/health/state'
import type { StripBucket, StripWindow } from '@/services/strip/cells'
import { RunStrip } from '@/ui/chart/run-strip'
import { StripAxis } from '@/ui/chart/strip-axis'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { NextDue, SuccessRate, Systems, zoneName } from '../_components/figures'
import { Health } from '../_components/health'
import { hrefOf } from '../_lib/href'

function stripWords(row: BoardRow, { m, f }: Viewer): string {
  const count = (state: StripBucket['state']) => row.strip.filter((bucket) => bucket.state === state).length
  return f(m.board.stripSummary, {
    name: row.name,
    ok: count('ok'),
    late: count('late'),
    down: count('down'),
    expected: count('expected'),
  })
}

interface Frame {
  group: BoardGroup
  window: StripWindow
  viewer: Viewer
}

function GroupHead({ group, window, viewer }: Frame) {
  const { client, site, zone, ticks } = group
  const nowLabel = plantTime(window.now, { zone, locale: viewer.locale })
  return (
    <tr className="border-line-2 border-b max-sm:flex max-sm:flex-wrap max-sm:justify-between max-sm:gap-x-4 max-sm:pt-6">
      <th scope="rowgroup" className="h-10 pb-1.5 text-left align-bottom font-normal max-sm:h-auto">
        <Link href={`/clients/${client.slug}`} className="font-semibold hover:underline">
          {client.name}
        </Link>
        {site && <span className="ml-2 text-12 text-ink-3">{site.city}</span>}
      </th>
      <td className="pr-5 align-bottom max-sm:order-last max-sm:w-full max-sm:pr-0">
        <StripAxis window={window} ticks={ticks} nowLabel={nowLabel} />
      </td>
      <td colSpan={3} className="pb-1.5 text-right align-bottom text-12 text-ink-3">
        <span className="font-medium text-ink tabular-nums" title={zone}>
          {nowLabel} {zoneName(zone, window.now, viewer.locale)}
        </span>
      </td>
    </tr>
  )
}

function FleetRow({
  row,
  window,
  scheduled,
  viewer,
}: {
  row: BoardRow
  window: StripWindow
  scheduled: BoardGroup['scheduled']
  viewer: Viewer
}) {
  const href = `/workflows/${row.id}`
  return (
    <tr
      data-row
      className="relative border-line border-b hover:bg-surface max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:py-2"
    >
      <td className="h-8 pr-4 max-sm:h-auto">
        <span className="flex items-baseline justify-between gap-3">
          <Link
            href={href}
            data-row-link
            className="truncate text-inherit after:absolute after:inset-0 max-sm:font-medium"
            title={row.process?.name}
          >
            {row.name}
          </Link>
          <span className="flex-none text-12 text-ink-3 max-md:hidden">
            <Systems from={row.fromSystem} to={row.toSystem} viewer={viewer} />
          </span>
        </span>
      </td>
      <td className="pr-5 max-sm:order-last max-sm:col-span-2 max-sm:pt-1 max-sm:pr-0">
        <RunStrip
          window={window}
          buckets={row.strip}
          scheduled={scheduled}
          label={stripWords(row, viewer)}
          height={32}
        />
      </td>
      <td className="pr-4 max-sm:pr-0 max-sm:text-right">
        <Health health={row.health} now={window.now} viewer={viewer} />
      </td>
      <td className="pr-4 text-right tabular-nums max-sm:hidden">
        <SuccessRate success={row.success} href={hrefOf(href, { status: 'failed' })} viewer={viewer} />
      </td>
      <td className="whitespace-normal text-right max-sm:hidden">
        <NextDue
          dueAt={row.nextDueAt}
          isBroken={isAbnormal(row.health.state)}
          now={window.now}
          zone={row.zone}
          viewer={viewer}
        />
      </td>
    </tr>
  )
}

/** What a group leaves out, and where to see it. */
function GroupRest({ group, viewer }: { group: BoardGroup; viewer: Viewer }) {
  const { m, f } = viewer
  const { client, rows, calm, unclaimed } = group
  const isEmpty = rows.length + calm + unclaimed === 0
  if (!isEmpty && calm === 0 && unclaimed === 0) return null
  return (
    <tr className="border-line border-b">
      <td colSpan={5} className="h-8 text-ink-3">
        <span className="flex flex-wrap gap-x-5 py-1">
          {isEmpty && (
            <span>
              {m.board.noWorkflows}{' '}
              <Link href="/settings/keys" className="text-brand-link hover:underline">
                {m.board.connect}
              </Link>
            </span>
          )}
          {calm > 0 && (
            <Link href={hrefOf('/workflows', { client: client.slug })} className="hover:underline">
              {rows.length === 0 ? f(m.board.allCalm, { count: calm }) : f(m.board.calmRows, { count: calm })}
            </Link>
          )}
          {unclaimed > 0 && (
            <Link
              href={hrefOf('/workflows', { client: client.slug, lifecycle: 'unclaimed' })}
              className="text-brand-link hover:underline"
            >
              {f(m.board.unclaimed, { count: unclaimed })}
            </Link>
          )}
        </span>
      </td>
    </tr>
  )
}

/** One plant: its clock, its rows, one line for now through all of them. */
export function FleetGroup(props: Frame) {
  const { group, window, viewer } = props
  return (
    <tbody className="max-sm:block">
      <GroupHead {...props} />
      {group.rows.map((row) => (
        <FleetRow key={row.id} row={row} window={window} scheduled={group.scheduled} viewer={viewer} />
      ))}
      <GroupRest group={group} viewer={viewer} />
    </tbody>
  )
}
