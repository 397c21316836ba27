'use client'
import { FIELD_ACTIONS, type FieldRule, fieldRuleProblem } from '@/domain/source/field-rules'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Select, TextInput } from '@/ui/primitives/inputs'

interface RuleRowsProps {
  rules: readonly FieldRule[]
  onChange: (rules: readonly FieldRule[]) => void
}

/** One line per rule; what is wrong with it stands below it. */
export function RuleRows({ rules, onChange }: RuleRowsProps) {
  const { t, f } = useT('source')
  const change = (at: number, part: Partial<FieldRule>) =>
    onChange(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)))
  return (
    <div className="grid grid-cols-1 gap-2">
      {rules.map((rule, at) => {
        const number = at + 1
        const problem = rule.path === '' ? null : fieldRuleProblem(rule)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the order
          <div key={at}>
            <div className="grid grid-cols-[minmax(0,1fr)_8rem_auto] gap-2">
              <TextInput
                aria-label={f(t.path, { number })}
                aria-invalid={problem ? true : undefined}
                className="font-mono text-12"
                placeholder="data.customer.email"
                spellCheck={false}
                required
                maxLength={400}
                value={rule.path}
                onChange={(event) => change(at, { path: event.target.value.trim() })}
              />
              <Select
                aria-label={f(t.action, { number })}
                value={rule.action}
                onChange={({ target }) =>
                  change(at, { action: FIELD_ACTIONS.find((action) => action === target.value) ?? 'drop' })
                }
              >
                {FIELD_ACTIONS.map((action) => (
                  <option key={action} value={action}>
                    {t.actions[action]}
                  </option>
                ))}
              </Select>
              <Button
                look="ghost"
                aria-label={f(t.remove, { number })}
                onClick={() => onChange(rules.filter((_, index) => index !== at))}
              >
                ×
              </Button>
            </div>
            {problem && <p className="mt-1 text-12 text-down-ink">{problem}</p>}
          </div>
        )
      })}
      <Button className="justify-self-start" onClick={() => onChange([...rules, { path: '', action: 'drop' }])}>
        {t.add}
      </Button>
      <p className="text-12 text-ink-3">
        {t.pathHint} {t.actionHint}
      </p>
    </div>
  )
}
