'use client'
import { isClientRole, ROLES, type Role } from '@/domain/access/roles'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Checkbox, Select } from '@/ui/primitives/inputs'

export interface ClientChoice {
  id: string
  name: string
}

export interface Rights {
  role: Role
  allClients: boolean
  clientIds: string[]
}

/** A right that can be given: a role of the manufacturer names its clients, and "some" names at least one. */
export function isComplete({ role, allClients, clientIds }: Rights): boolean {
  return allClients ? !isClientRole(role) : clientIds.length > 0
}

/** As the verbs take it: "all" carries no list. */
export function asGiven({ role, allClients, clientIds }: Rights): Rights {
  return { role, allClients, clientIds: allClients ? [] : clientIds }
}

interface RightsFieldsProps {
  value: Rights
  onChange: (value: Rights) => void
  clients: readonly ClientChoice[]
}

/** Role and reach, for inviting and for changing. */
export function RightsFields({ value, onChange, clients }: RightsFieldsProps) {
  const { t } = useT('members')
  const isClient = isClientRole(value.role)
  const toggle = (id: string, isOn: boolean) => {
    const without = value.clientIds.filter((each) => each !== id)
    onChange({ ...value, clientIds: isOn ? [...without, id] : without })
  }
  return (
    <>
      <Field label={t.invite.role} hint={t.roleDoes[value.role]}>
        {(control) => (
          <Select
            {...control}
            value={value.role}
            onChange={(event) => {
              const role = event.target.value as Role
              onChange({ ...value, role, allClients: value.allClients && !isClientRole(role) })
            }}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {t.roles[role]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <fieldset>
        <legend className="mb-1 font-medium text-12 text-ink-2">{t.invite.reach}</legend>
        <Reach
          label={t.invite.all}
          isChosen={value.allClients}
          isDisabled={isClient}
          onChoose={() => onChange({ ...value, allClients: true })}
        />
        <Reach
          label={t.invite.some}
          isChosen={!value.allClients}
          onChoose={() => onChange({ ...value, allClients: false })}
        />
        {isClient && <p className="text-12 text-ink-3">{t.invite.clientRole}</p>}
      </fieldset>
      {!value.allClients && (
        <fieldset className="max-h-56 overflow-y-auto border-line border-y py-1">
          <legend className="sr-only">{t.invite.clients}</legend>
          {clients.length === 0 && <p className="py-2 text-ink-3">{t.invite.noClients}</p>}
          {clients.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={value.clientIds.includes(id)}
              onChange={(event) => toggle(id, event.target.checked)}
            />
          ))}
        </fieldset>
      )}
    </>
  )
}

interface ReachProps {
  label: string
  isChosen: boolean
  isDisabled?: boolean
  onChoose: () => void
}

function Reach({ label, isChosen, isDisabled, onChoose }: ReachProps) {
  return (
    <label className="flex min-h-8 items-center gap-2 max-sm:min-h-11">
      <input
        type="radio"
        name="reach"
        className="size-4 flex-none accent-[var(--brand-btn)]"
        checked={isChosen}
        disabled={isDisabled}
        onChange={onChoose}
      />
      {label}
    </label>
  )
}
