import { type HealthState, isAbnormal } from '@/services/health/state'
import type { BoardClient } from './clients'

interface Groupable {
  client: { id: string }
  site: { id: string } | null
  lifecycle: string
  health: { state: HealthState }
  slots: Date[]
}

export interface Group<Row extends Groupable> {
  client: BoardClient
  site: { name: string; city: string } | null
  zone: string
  rows: Row[]
  calm: number
  unclaimed: number
  slots: Date[]
}

/** An unclaimed workflow is only counted, until it is abnormal: nobody has said yet what it is for. */
function isListed(row: Groupable, onlyAbnormal: boolean): boolean {
  return isAbnormal(row.health.state) || (!onlyAbnormal && row.lifecycle !== 'unclaimed')
}

/**
 * Rows by client and plant, in their given order. A client without a workflow keeps its (empty) group, so that it is not forgotten;
 * a further plant without one does not.
 */
export function groupsOf<Row extends Groupable>(
  clients: readonly BoardClient[],
  rows: readonly Row[],
  onlyAbnormal: boolean,
): Group<Row>[] {
  return clients.flatMap((client) => {
    const own = rows.filter((row) => row.client.id === client.id)
    const sites = client.sites.length > 0 ? client.sites : [null]
    return sites.flatMap((site, index) => {
      const here = own.filter((row) => (row.site?.id ?? null) === (site?.id ?? null))
      if (here.length === 0 && index > 0) return []
      const listed = here.filter((row) => isListed(row, onlyAbnormal))
      const unclaimed = here.filter((row) => row.lifecycle === 'unclaimed').length
      const calm =
        here.filter((row) => row.lifecycle !== 'unclaimed').length -
        listed.filter((row) => row.lifecycle !== 'unclaimed').length
      return [
        {
          client,
          site,
          zone: site?.zone ?? 'UTC',
          rows: listed,
          calm,
          unclaimed,
          slots: here.flatMap(({ slots }) => slots),
        },
      ]
    })
  })
}
