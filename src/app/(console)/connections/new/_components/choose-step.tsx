'use client'
import type { ProbedWorkflow } from '@/services/connection/probe'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Checkbox, Select } from '@/ui/primitives/inputs'

/** ref → is it watched, and as which of ours ('' = a new one) */
export type Choices = Readonly<Record<string, { isWatched: boolean; workflowId: string }>>

interface ChooseStepProps {
  workflows: readonly ProbedWorkflow[]
  choices: Choices
  ours: readonly { id: string; name: string }[]
  onChange: (choices: Choices) => void
}

function Row({ workflow, choices, ours, onChange }: Omit<ChooseStepProps, 'workflows'> & { workflow: ProbedWorkflow }) {
  const { t } = useT('connection')
  const { ref, name, isActive, triggers, hasErrorWorkflow } = workflow
  const choice = choices[ref] ?? { isWatched: true, workflowId: '' }
  const set = (change: Partial<typeof choice>) => onChange({ ...choices, [ref]: { ...choice, ...change } })
  const notes = [
    ...triggers.map((trigger) => (trigger in t.triggers ? t.triggers[trigger as keyof typeof t.triggers] : trigger)),
    ...(isActive ? [] : [t.wizard.inactive]),
    ...(hasErrorWorkflow || triggers.includes('error') ? [] : [t.wizard.noHandler]),
  ]
  return (
    <li className="grid items-center gap-x-4 border-line border-b py-1 sm:grid-cols-[1fr_16rem]">
      <div className="min-w-0">
        <Checkbox
          label={name}
          checked={choice.isWatched}
          onChange={(event) => set({ isWatched: event.target.checked })}
        />
        <p className="-mt-1 ml-6 pb-1 text-12 text-ink-3">{notes.join(' · ')}</p>
      </div>
      <Select
        aria-label={`${t.wizard.as}: ${name}`}
        value={choice.workflowId}
        disabled={!choice.isWatched}
        onChange={(event) => set({ workflowId: event.target.value })}
      >
        <option value="">{t.wizard.asNew}</option>
        {ours.map(({ id, name: own }) => (
          <option key={id} value={id}>
            {own}
          </option>
        ))}
      </Select>
    </li>
  )
}

/** Which workflows are watched, and as which of ours. */
export function ChooseStep({ workflows, choices, ours, onChange }: ChooseStepProps) {
  const { t } = useT('connection')
  const all = (isWatched: boolean) =>
    onChange(
      Object.fromEntries(workflows.map(({ ref }) => [ref, { workflowId: choices[ref]?.workflowId ?? '', isWatched }])),
    )
  return (
    <div>
      <div className="flex gap-2 border-line-2 border-b pb-1.5">
        <Button look="ghost" onClick={() => all(true)}>
          {t.wizard.all}
        </Button>
        <Button look="ghost" onClick={() => all(false)}>
          {t.wizard.none}
        </Button>
        <span className="ml-auto self-center text-12 text-ink-3 max-sm:hidden">{t.wizard.as}</span>
      </div>
      <ul>
        {workflows.map((workflow) => (
          <Row key={workflow.ref} {...{ workflow, choices, ours, onChange }} />
        ))}
      </ul>
    </div>
  )
}
