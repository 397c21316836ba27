'use client'
import type { EscalationStep, EscalationTarget } from '@/domain/escalation/schema'
import type { PolicyForm } from '@/services/escalation/policy/read'
import { useT } from '@/ui/i18n/context'
import type { Messages } from '@/ui/i18n/messages'
import { Button } from '@/ui/primitives/button'
import { Checkbox, Select } from '@/ui/primitives/inputs'
import { TextField } from '../../_components/text-field'

interface Option {
  key: string
  label: string
  target: EscalationTarget
}

/** Everything a step may call; a channel of one client only where the policy is that client's. */
function optionsOf(
  { people, rotations, channels }: PolicyForm,
  clientId: string | null,
  words: Messages['onCall']['targets'],
): Option[] {
  return [
    { key: 'duty', label: words.duty, target: { kind: 'duty' } },
    { key: 'owners', label: words.owners, target: { kind: 'owners' } },
    ...rotations.map(({ id, name }) => ({
      key: id,
      label: `${words.rotation}: ${name}`,
      target: { kind: 'rotation' as const, rotationId: id },
    })),
    ...people.map(({ userId, name }) => ({
      key: userId,
      label: `${words.person}: ${name}`,
      target: { kind: 'person' as const, userId },
    })),
    ...channels
      .filter((channel) => channel.clientId === null || channel.clientId === clientId)
      .map(({ id, name }) => ({
        key: id,
        label: `${words.channel}: ${name}`,
        target: { kind: 'channel' as const, channelId: id },
      })),
  ]
}

function keyOf(target: EscalationTarget): string {
  if (target.kind === 'person') return target.userId
  if (target.kind === 'rotation') return target.rotationId
  return target.kind === 'channel' ? target.channelId : target.kind
}

interface Props {
  title: string
  step: EscalationStep
  data: PolicyForm
  clientId: string | null
  onChange: (step: EscalationStep) => void
  /** null: the only step */
  onRemove: (() => void) | null
}

/** One step: after how long, and whom it calls. */
export function StepFields({ title, step, data, clientId, onChange, onRemove }: Props) {
  const { t } = useT('onCall')
  const words = t.form
  const options = optionsOf(data, clientId, t.targets)
  const chosen = step.targets.map(keyOf)
  const remove = (key: string) => onChange({ ...step, targets: step.targets.filter((target) => keyOf(target) !== key) })
  const add = (key: string) => {
    const option = options.find((each) => each.key === key)
    if (option) onChange({ ...step, targets: [...step.targets, option.target] })
  }
  return (
    <fieldset className="grid gap-3 rounded border border-line p-3">
      <legend className="px-1 text-12 font-medium text-ink-2">{title}</legend>
      <div className="grid items-end gap-3 sm:grid-cols-2">
        <TextField
          label={words.delay}
          type="number"
          min={0}
          max={1440}
          required
          value={String(step.delayMin)}
          onChange={(value) => onChange({ ...step, delayMin: Number(value) })}
        />
        <Checkbox
          label={words.plantHours}
          checked={step.isPlantHours}
          onChange={({ target }) => onChange({ ...step, isPlantHours: target.checked })}
        />
      </div>
      <ul className="grid gap-1">
        {chosen.map((key) => {
          const label = options.find((each) => each.key === key)?.label ?? t.gone
          return (
            <li key={key} className="flex items-center gap-2 border-line border-b py-1">
              <span className="min-w-0 flex-1 truncate">{label}</span>
              <Button look="ghost" aria-label={`${words.remove}: ${label}`} onClick={() => remove(key)}>
                {words.remove}
              </Button>
            </li>
          )
        })}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          className="max-w-80"
          aria-label={`${title}: ${words.addTarget}`}
          value=""
          onChange={({ target }) => add(target.value)}
        >
          <option value="">{words.addTarget} …</option>
          {options
            .filter(({ key }) => !chosen.includes(key))
            .map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
        </Select>
        {onRemove && (
          <Button look="ghost" className="ml-auto" onClick={onRemove}>
            {words.remove}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
