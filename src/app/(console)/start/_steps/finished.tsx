import type { Journey } from '@/services/onboarding/journey'
import type { Viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'

/** Nothing is left. */
export function Finished({ journey, reader: { m, f } }: { journey: Journey; reader: Viewer }) {
  const words = m.start
  return (
    <div className="grid justify-items-start gap-4">
      <h2 className="font-semibold text-18">
        {journey.client ? f(words.finished, { client: journey.client.name }) : words.finishedNobody}
      </h2>
      <LinkButton look="primary" href="/">
        {words.toBoard}
      </LinkButton>
    </div>
  )
}
