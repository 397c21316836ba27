import type { Board } from '@/services/board/get'
import { HEIGHTS, inkOf, type MarkState, SCREEN_INKS } from '@/ui/chart/inks'
import type { Viewer } from '@/ui/i18n/server'
import { TextLink } from '@/ui/primitives/text-link'
import { FleetGroup } from './fleet-group'

const HEAD = 'h-8 text-12 font-medium text-ink-3'

function LegendMark({ state }: { state: MarkState }) {
  const tall = Math.max(1.5, HEIGHTS[state] * 16)
  return (
    <svg width="4" height="16" viewBox="0 0 4 16" aria-hidden="true">
      <rect x="0" y={16 - tall} width="4" height={tall} fill={inkOf(SCREEN_INKS, state)} />
    </svg>
  )
}

function Legend({ viewer }: { viewer: Viewer }) {
  const words = viewer.m.board.legend
  return (
    <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-12 text-ink-3">
      {(['ok', 'late', 'down', 'cancelled', 'expected'] as const).map((state) => (
        <span key={state} className="inline-flex items-center gap-1.5">
          <LegendMark state={state} />
          {words[state]}
        </span>
      ))}
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="inline-block h-3 w-3.5 bg-shift" />
        {words.scheduled}
      </span>
      <TextLink href="/wall" className="ml-auto max-md:hidden">
        {viewer.m.board.wall.open}
      </TextLink>
    </p>
  )
}

/** Every plant on one now-line. */
export function Fleet({ board, viewer }: { board: Board; viewer: Viewer }) {
  const words = viewer.m.board.columns
  return (
    <section className="mt-6">
      <table className="w-full table-fixed border-collapse max-sm:block">
        <caption className="sr-only">{viewer.m.board.title}</caption>
        <colgroup className="max-sm:hidden">
          <col />
          <col className="w-[min(468px,38vw)] 2xl:w-[580px]" />
          <col className="w-36" />
          <col className="w-28" />
          <col className="w-28" />
        </colgroup>
        <thead className="max-sm:sr-only">
          <tr className="border-line-2 border-b">
            <th scope="col" className={`${HEAD} text-left`}>
              {words.workflow}
            </th>
            <th scope="col" className={`${HEAD} truncate text-left`}>
              {words.runs}
            </th>
            <th scope="col" className={`${HEAD} text-left`}>
              {words.state}
            </th>
            <th scope="col" className={`${HEAD} pr-4 text-right`}>
              {words.success}
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              {words.due}
            </th>
          </tr>
        </thead>
        {board.groups.map((group) => (
          <FleetGroup
            key={`${group.client.id}-${group.site?.city ?? ''}-${group.site?.name ?? ''}`}
            group={group}
            window={board.window}
            viewer={viewer}
          />
        ))}
      </table>
      <Legend viewer={viewer} />
    </section>
  )
}
