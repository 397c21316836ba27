import { durationWords } from '@/ui/primitives/duration'
import { WallFrame } from '@/ui/shell/wall-frame'
import { readView, type SearchParams } from '../_lib/read-view'
import { BRAND, LINES } from '../_lib/sample'

const CALM = ['Vela Dental', 'Rheinwerk Guss', 'Alpina Federn']

/** The wall with invented content. */
export default async function WallFramePage({ searchParams }: { searchParams: SearchParams }) {
  const { view, theme } = await readView(searchParams)
  const { m, locale } = view
  const words = m.design.wall
  const abnormal = LINES.slice(0, 2).map((line) => ({
    key: line.client,
    kind: line.kind,
    name: line.client,
    state: `${m.state[line.kind]} ${durationWords(line.minutes * 60_000, locale)}`,
    cost: line.cost,
  }))
  const calm = CALM.map((name) => ({ key: name, kind: 'ok' as const, name, state: m.state.ok }))
  return (
    <div data-theme={theme}>
      <WallFrame
        brand={BRAND}
        locale={locale}
        headline={words.headline}
        rows={[...abnormal, ...calm]}
        more={words.more}
        asOf={new Date()}
        everyS={30}
        words={words}
      />
    </div>
  )
}
