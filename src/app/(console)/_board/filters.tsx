import type { Board } from '@/services/board/get'
import type { Viewer } from '@/ui/i18n/server'
import { Button } from '@/ui/primitives/button'
import { Select } from '@/ui/primitives/inputs'
import { LinkButton } from '@/ui/primitives/link-button'
import { hrefOf } from '../_lib/href'

/** In the address, so that a view can be kept and sent: a plain form, no script needed. */
export function BoardFilters({ board, onlyAbnormal, viewer }: { board: Board; onlyAbnormal: boolean; viewer: Viewer }) {
  const words = viewer.m.board.filters
  const client = board.client?.slug ?? ''
  return (
    <>
      <form method="get" action="/" className="flex gap-2">
        <Select name="client" aria-label={words.client} defaultValue={client} key={client}>
          {[{ slug: '', name: words.all }, ...board.clients].map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </Select>
        {onlyAbnormal && <input type="hidden" name="abnormal" value="1" />}
        <Button type="submit">{words.apply}</Button>
      </form>
      <LinkButton href={hrefOf('/', { client, abnormal: !onlyAbnormal })}>
        {onlyAbnormal ? words.everything : words.onlyAbnormal}
      </LinkButton>
    </>
  )
}
