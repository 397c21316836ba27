'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { MaintenancePlan, MaintenanceScope } from '@/domain/maintenance/schema'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { FormProblem } from '../../_components/form-problem'

interface Props {
  clientId: string
  scope: MaintenanceScope
  plan: MaintenancePlan
}

/** The next times of what is being written, and the workflows covered; what is wrong with it is said here. */
export function PlanPreview(asked: Props) {
  const { t, f, locale } = useT('maintenance')
  const words = t.form
  const deferred = useDeferredValue(asked)
  const plan = MaintenancePlan.safeParse(deferred.plan)
  const isWhole = plan.success && MaintenanceScope.safeParse(deferred.scope).success
  const { data, error } = useQuery({
    ...useApi().maintenance.preview.queryOptions(deferred),
    enabled: isWhole,
    placeholderData: (before) => before,
  })
  const time = (at: Date) => plantTime(at, { zone: deferred.plan.zone, locale, detail: 'full' })
  const problem = plan.success ? null : plan.error.issues[0]?.message
  return (
    <Section title={words.preview}>
      <div className="grid content-start gap-2 py-2" aria-live="polite">
        {problem && <p className="text-12 text-ink-2">{problem}</p>}
        {!data && !problem && <p className="text-ink-3">{words.previewHint}</p>}
        <FormProblem error={error} />
        {isWhole && data && (
          <>
            <ol className="grid gap-1 tabular-nums">
              {data.occurrences.map(({ from, to }) => (
                <li key={from.getTime()} className="border-line border-b pb-1">
                  {time(from)} – {time(to)}
                </li>
              ))}
            </ol>
            <p className="font-medium">{f(words.covered, { count: data.covered.length })}</p>
            <p className="text-12 text-ink-2">{data.covered.map(({ name }) => name).join(', ')}</p>
          </>
        )}
      </div>
    </Section>
  )
}
