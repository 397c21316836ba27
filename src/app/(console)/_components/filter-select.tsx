import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'

export interface FilterOption {
  value: string
  label: string
}

export interface FilterSelectProps {
  name: string
  label: string
  value: string | number | null
  /** the words for "no filter"; left out when one must be chosen */
  all?: string
  options: readonly FilterOption[]
}

/** One filter of a list; the form around it writes the address. */
export function FilterSelect({ name, label, value, all, options }: FilterSelectProps) {
  return (
    <Field label={label} className="min-w-36 max-sm:w-[calc(50%-6px)]">
      {(control) => (
        <Select {...control} name={name} defaultValue={value ?? ''} key={value ?? ''}>
          {[...(all === undefined ? [] : [{ value: '', label: all }]), ...options].map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
