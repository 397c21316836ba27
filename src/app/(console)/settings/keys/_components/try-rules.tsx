'use client'
import { useState } from 'react'
import { applyFieldRules } from '@/domain/event/apply-field-rules'
import { validateEvent } from '@/domain/event/validate'
import type { FieldRule } from '@/domain/source/field-rules'
import { parseJson } from '@/lib/json'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'

const SAMPLE = JSON.stringify(
  {
    id: 'e-1',
    workflow: 'order-release',
    execution: '4711',
    type: 'execution.failed',
    time: '2026-11-23T10:00:00Z',
    error: { class: 'Timeout', message: 'No answer for anna@example.com' },
    keys: { order: '4711', customer: 'ACME' },
    data: { customer: { email: 'anna@example.com' }, lines: [{ sku: 'A1', who: 'Anna' }] },
  },
  null,
  2,
)

type Tried = { stored: string } | { problem: string }

/** What would be stored of an event; hashes are shown as `h:…`, for their key never leaves the server. */
function tried(sample: string, rules: readonly FieldRule[], notJson: string): Tried {
  const parsed = parseJson(sample)
  if (!parsed.ok) return { problem: notJson }
  const checked = validateEvent(parsed.value)
  if (!checked.ok) return { problem: checked.reason }
  return {
    stored: JSON.stringify(
      applyFieldRules(checked.event, rules, () => '…'),
      null,
      2,
    ),
  }
}

/** An event before and after the rules; it never leaves the browser. */
export function TryRules({ rules }: { rules: readonly FieldRule[] }) {
  const { t } = useT('source')
  const [sample, setSample] = useState(SAMPLE)
  const outcome = tried(sample, rules, t.notJson)
  return (
    <details>
      <summary className="cursor-pointer font-medium text-12 text-ink-2">{t.try}</summary>
      <div className="mt-2 grid grid-cols-1 gap-2">
        <Field label={t.try} hint={t.tryHint} error={'problem' in outcome ? outcome.problem : null}>
          {(control) => (
            <TextArea
              {...control}
              rows={10}
              className="font-mono text-12"
              spellCheck={false}
              value={sample}
              onChange={(event) => setSample(event.target.value)}
            />
          )}
        </Field>
        {'stored' in outcome && (
          <div>
            <p className="mb-1 font-medium text-12 text-ink-2">{t.stored}</p>
            <pre className="overflow-x-auto whitespace-pre-wrap rounded bg-sunken p-3 font-mono text-12 [overflow-wrap:anywhere]">
              {outcome.stored}
            </pre>
          </div>
        )}
      </div>
    </details>
  )
}
