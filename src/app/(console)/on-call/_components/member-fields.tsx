'use client'
import type { Callable } from '@/services/rotation/people'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Select } from '@/ui/primitives/inputs'

interface Props {
  people: readonly Callable[]
  memberIds: readonly string[]
  onChange: (memberIds: string[]) => void
}

/** The order of turns. */
export function MemberFields({ people, memberIds, onChange }: Props) {
  const { t } = useT('onCall')
  const nameOf = (id: string) => people.find(({ userId }) => userId === id)?.name ?? t.gone
  const without = (index: number) => memberIds.filter((_, at) => at !== index)
  const up = (index: number) => {
    const moved = without(index)
    moved.splice(index - 1, 0, memberIds[index] as string)
    onChange(moved)
  }
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-12 font-medium text-ink-2">{t.form.members}</legend>
      <ol className="grid gap-1">
        {memberIds.map((id, index) => (
          <li
            key={`${id}-${memberIds.slice(0, index).filter((each) => each === id).length}`}
            className="flex items-center gap-2 border-line border-b py-1"
          >
            <span className="w-5 text-12 text-ink-3 tabular-nums">{index + 1}</span>
            <span className="min-w-0 flex-1 truncate">{nameOf(id)}</span>
            {index > 0 && (
              <Button look="ghost" aria-label={`${t.form.up}: ${nameOf(id)}`} onClick={() => up(index)}>
                {t.form.up}
              </Button>
            )}
            <Button
              look="ghost"
              aria-label={`${t.form.remove}: ${nameOf(id)}`}
              onClick={() => onChange(without(index))}
            >
              {t.form.remove}
            </Button>
          </li>
        ))}
      </ol>
      <Select
        aria-label={t.form.addMember}
        value=""
        onChange={({ target }) => target.value && onChange([...memberIds, target.value])}
      >
        <option value="">{t.form.addMember}</option>
        {people.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
      </Select>
    </fieldset>
  )
}
