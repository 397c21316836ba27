'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { CalendarRules, zDay } from '@/domain/calendar/schema'
import type { Difference } from '@/domain/calendar/year'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Section } from '@/ui/primitives/section'
import { FormProblem } from '../../../../_components/form-problem'
import { dateWords, hourWords, monthWords } from '../../../_components/words'

interface Asked {
  calendarId: string
  effectiveFrom: string
  rules: CalendarRules
  zone: string
}

/** Asked while one writes, and only when what is written is a calendar. */
export function usePreview(asked: Asked) {
  const deferred = useDeferredValue(asked)
  const isWhole = CalendarRules.safeParse(deferred.rules).success && zDay.safeParse(deferred.effectiveFrom).success
  return useQuery({
    ...useApi().calendar.preview.queryOptions(deferred),
    enabled: isWhole,
    placeholderData: (before) => before,
  })
}

const SIGNED = { signDisplay: 'exceptZero', maximumFractionDigits: 1 } as const

/** Hours per month before and after, and the days that differ. */
export function Preview({
  data,
  error,
}: {
  data: (Difference & { needsReason: boolean }) | undefined
  error: unknown
}) {
  const { t, f, locale } = useT('calendar')
  const words = t.edit
  const signed = (ms: number) => new Intl.NumberFormat(locale, SIGNED).format(ms / 3_600_000)
  return (
    <Section title={words.preview}>
      <div className="grid gap-2 py-2" aria-live="polite">
        <FormProblem error={error} />
        {!data && <p className="text-ink-3">{words.previewWait}</p>}
        {data && (
          <p>{data.changedDays === 0 ? words.previewNone : f(words.previewDays, { count: data.changedDays })}</p>
        )}
        {data && data.changedDays > 0 && (
          <>
            <table className="w-full text-12 tabular-nums">
              <thead className="text-left text-ink-3">
                <tr>
                  <th className="py-1 font-medium">{words.month}</th>
                  <th className="text-right font-medium">{words.before}</th>
                  <th className="text-right font-medium">{words.after}</th>
                  <th className="text-right font-medium">{words.change}</th>
                </tr>
              </thead>
              <tbody>
                {data.months.map(({ month, beforeMs, afterMs }) => (
                  <tr key={month} className={`border-line border-t ${beforeMs === afterMs ? 'text-ink-3' : ''}`}>
                    <td className="py-1">{monthWords(month, locale)}</td>
                    <td className="text-right">{hourWords(beforeMs, locale)}</td>
                    <td className="text-right">{hourWords(afterMs, locale)}</td>
                    <td className="text-right">{beforeMs === afterMs ? '' : signed(afterMs - beforeMs)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="text-12 text-ink-2">
              {data.days
                .slice(0, 12)
                .map(({ day, beforeMs, afterMs }) => `${dateWords(day, locale)} ${signed(afterMs - beforeMs)} h`)
                .join(' · ')}
            </p>
          </>
        )}
      </div>
    </Section>
  )
}
