import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { type WallLine, wallLines, wallPage } from '@/services/board/wall'
import { isAbnormal } from '@/services/health/state'
import { page } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { WallFrame, type WallRow } from '@/ui/shell/wall-frame'
import { glyphOf, healthWords } from '../../(console)/_components/health'

const PLACES = 8
/** A turn of the calm clients, and the age after which the wall asks anew. */
const EVERY_S = 20

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.board.wall.title }
}

function rowOf(line: WallLine, now: Date, reader: Viewer): WallRow {
  const { m, f } = reader
  const { client, health, cost, takenBy } = line
  const words = [cost, takenBy && f(m.board.wall.taken, { name: takenBy })].filter(Boolean).join(', ')
  return {
    key: client.id,
    kind: health ? glyphOf(health) : 'new',
    name: client.name,
    state: health ? healthWords(health, now, reader) : m.board.health.silent,
    cost: words || undefined,
  }
}

/** All clients on one screen, for a wall: what is abnormal grows, the rest takes turns. */
export default async function WallPage() {
  const [[board, brand], reader, requestHeaders] = await Promise.all([
    page((api) => Promise.all([api.board.get({}), api.brand.read({})])),
    viewer(),
    headers(),
  ])
  const { m, f, locale } = reader
  const { now } = board.window
  const lines = wallLines(board.groups, board.incidents)
  const abnormal = lines.filter(({ health }) => health && isAbnormal(health.state)).length
  const shown = wallPage(lines, PLACES, Math.floor(now.getTime() / (EVERY_S * 1000)))
  const rest = lines.length - shown.length
  return (
    <WallFrame
      brand={brand}
      nonce={requestHeaders.get('x-nonce') ?? undefined}
      locale={locale}
      zone={reader.zone}
      headline={abnormal > 0 ? f(m.board.wall.needs, { count: abnormal }) : m.board.wall.calm}
      rows={shown.map((line) => rowOf(line, now, reader))}
      more={rest > 0 ? f(m.board.wall.more, { count: rest }) : undefined}
      asOf={now}
      everyS={EVERY_S}
      words={m.board.wall}
      corner={
        <Link href="/" className="text-on-brand underline-offset-4 hover:underline">
          {m.board.wall.exit}
        </Link>
      }
    />
  )
}
