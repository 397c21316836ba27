'use client'
import { allowedBadOf } from '@/domain/objective/attain'
import type { ContractPage } from '@/services/contract/get'
import { useT } from '@/ui/i18n/context'
import { Checkbox } from '@/ui/primitives/inputs'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { TextField } from '../../../../../_components/text-field'
import type { FieldsProps } from './fields'

/** Which objectives are owed, at which target, for which part of the fee; with what that allows at the present volume. */
export function ObjectiveFields({ draft, set, data }: FieldsProps & { data: ContractPage }) {
  const { t, f } = useT('contract')
  const words = t.editor
  const chosen = (id: string) => draft.objectives.find(({ objectiveId }) => objectiveId === id)
  const change = (id: string, patch: { target?: string; share?: string }) =>
    set({ objectives: draft.objectives.map((each) => (each.objectiveId === id ? { ...each, ...patch } : each)) })
  const toggle = (id: string, targetPpm: number, isOn: boolean) => {
    const rest = draft.objectives.filter(({ objectiveId }) => objectiveId !== id)
    const added = { objectiveId: id, target: String(targetPpm / 10_000), share: '100', creditTiers: null }
    set({ objectives: isOn ? [...rest, added] : rest })
  }
  const allowed = (n: number, target: string) => {
    const ppm = Math.round(Number(target.replace(',', '.')) * 10_000)
    return ppm >= 500_000 && ppm <= 1_000_000 ? f(words.objectiveHint, { n, allowed: allowedBadOf(n, ppm) }) : undefined
  }
  return (
    <Section title={t.page.objectives}>
      {data.objectives.length === 0 && (
        <p className="py-2 text-ink-2">
          {words.noObjectives}{' '}
          <TextLink href={`/objectives/new?client=${data.client.slug}`}>{words.addObjective}</TextLink>
        </p>
      )}
      {data.objectives.map(({ id, name, scopeName, targetPpm, n }) => {
        const promise = chosen(id)
        return (
          <div key={id} className="border-line border-b py-2">
            <Checkbox
              label={
                <>
                  {name} <span className="text-12 text-ink-3">{scopeName}</span>
                </>
              }
              checked={promise !== undefined}
              onChange={(event) => toggle(id, targetPpm, event.target.checked)}
            />
            {promise && (
              <div className="grid gap-4 pb-1 pl-6 sm:grid-cols-2">
                <TextField
                  label={words.target}
                  hint={allowed(n, promise.target)}
                  inputMode="decimal"
                  value={promise.target}
                  onChange={(target) => change(id, { target })}
                />
                <TextField
                  label={words.share}
                  inputMode="decimal"
                  value={promise.share}
                  onChange={(share) => change(id, { share })}
                />
              </div>
            )}
          </div>
        )
      })}
    </Section>
  )
}
