'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { CorrelationSpec } from '@/domain/correlation/schema'
import type { PreviewGroup } from '@/services/correlation/preview'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { FormProblem } from '../../_components/form-problem'
import { Choice } from './choice'

interface Props {
  ruleId: string | null
  rule: { isEnabled: boolean; position: number; spec: CorrelationSpec }
}

const DAYS = { '7': '7', '30': '30', '90': '90' } as const

function Group({ group: { head, members, more } }: { group: PreviewGroup }) {
  const { t, f } = useT('correlation')
  const others = members.length + more
  return (
    <li className="border-line border-b pb-2">
      <details>
        <summary className="cursor-pointer">
          <span className="font-medium">{head.title}</span>{' '}
          <span className="text-12 text-ink-2">
            {head.clientName}, {f(t.preview.members, { count: others })}
          </span>
        </summary>
        <ul className="mt-1 grid gap-0.5 pl-4 text-12">
          {[head, ...members].map(({ id, number, title, clientName }) => (
            <li key={id}>
              <TextLink href={`/incidents/${number}`}>INC-{number}</TextLink> {title}{' '}
              <span className="text-ink-3">{clientName}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

/** What this rule would have made of past incidents, while it is being written. */
export function RulePreview({ ruleId, rule: { isEnabled, position, spec } }: Props) {
  const { t, f } = useT('correlation')
  const words = t.preview
  const [days, setDays] = useState<keyof typeof DAYS>('30')
  const asked = useDeferredValue({ ruleId, isEnabled, position, spec, days: Number(days) })
  const checked = CorrelationSpec.safeParse(asked.spec)
  const { data, error } = useQuery({
    ...useApi().correlation.preview.queryOptions(asked),
    enabled: checked.success,
    placeholderData: (before) => before,
  })
  const problem = checked.success ? null : (checked.error.issues[0]?.message ?? words.hint)
  return (
    <Section title={words.title}>
      <div className="grid content-start gap-3 py-2" aria-live="polite">
        <Choice label={words.days} value={days} options={DAYS} onChange={setDays} />
        {problem && <p className="text-12 text-ink-2">{problem}</p>}
        <FormProblem error={error} />
        {!problem && data && (
          <>
            <p className="tabular-nums">
              {f(words.calls, {
                days: data.days,
                incidents: data.incidents,
                calls: data.calls,
                before: data.callsBefore,
              })}{' '}
              {data.isCut && words.cut}
            </p>
            <p className="font-medium">
              {data.groupsFound > 0 ? f(words.groups, { count: data.groupsFound }) : words.none}
            </p>
            <ol className="grid gap-2">
              {data.groups.map((group) => (
                <Group key={group.head.id} group={group} />
              ))}
            </ol>
          </>
        )}
      </div>
    </Section>
  )
}
