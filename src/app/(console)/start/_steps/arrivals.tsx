'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Arrival } from '@/services/onboarding/arrivals'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { PlantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { Claim } from './claim'

const LOOK_MS = 2_000
const GLYPH: Record<Arrival['status'], GlyphKind> = {
  running: 'running',
  succeeded: 'ok',
  failed: 'down',
  cancelled: 'excused',
}

interface ArrivalsProps {
  client: { id: string; name: string }
  siteId: string | null
  zone: string
  first: readonly Arrival[]
}

/** Runs as they come. Rows keep their places between looks: nothing blinks, and an empty answer never takes them away. */
export function Arrivals({ client, siteId, zone, first }: ArrivalsProps) {
  const { t, f, locale } = useT('start')
  const words = t.event
  const { data, isError, refetch } = useQuery(
    useApi().onboarding.arrivals.queryOptions(
      { clientId: client.id },
      { initialData: [...first], refetchInterval: LOOK_MS, placeholderData: keepPreviousData, retry: false },
    ),
  )
  const unclaimed = [...new Map(data.map((each) => [each.workflowId, each])).values()].filter(
    ({ lifecycle }) => lifecycle === 'unclaimed',
  )
  return (
    <div className="grid gap-6">
      <div role="status" className="rounded border border-line-2 bg-raised px-4 py-3">
        <p className="font-medium text-15">
          {data.length === 0 ? f(words.waiting, { client: client.name }) : words.here}
        </p>
        <p className="mt-1 text-12 text-ink-2">{isError ? words.offline : words.waitingHint}</p>
      </div>
      {unclaimed.map(({ workflowId, workflow }) => (
        <Claim key={workflowId} workflowId={workflowId} name={workflow} siteId={siteId} onDone={() => refetch()} />
      ))}
      {data.length > 0 && (
        <Section title={words.list}>
          <ul>
            {data.map((run) => (
              <li key={run.id} className="flex min-h-8 flex-wrap items-center gap-x-4 border-line border-b max-sm:py-2">
                <State kind={GLYPH[run.status]}>{words.statuses[run.status]}</State>
                <span className="min-w-0 truncate">{run.workflow}</span>
                <span className="ml-auto text-12 text-ink-2">
                  <PlantTime at={run.at} zone={zone} locale={locale} detail="seconds" />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}
