import type { ClockMark as Mark } from '@/services/contract/clocks'
import type { Viewer } from '@/ui/i18n/server'
import { State } from '@/ui/primitives/state'

/** The worst clock of an incident, where it breaks the calm: at risk or breached. */
export function ClockMark({ mark, viewer: { m } }: { mark: Mark | null; viewer: Viewer }) {
  if (!mark) return null
  const words = m.promise.clocks
  return (
    <State kind={mark.state === 'breached' ? 'down' : 'late'} className="text-12">
      {`${words.kinds[mark.kind]}: ${words.states[mark.state]}`}
    </State>
  )
}
