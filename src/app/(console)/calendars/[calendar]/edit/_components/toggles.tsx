'use client'

interface Props {
  legend: string
  options: readonly { value: number; label: string }[]
  chosen: readonly number[]
  onChange: (chosen: number[]) => void
}

/** A few numbers to switch on and off: check boxes that look like keys, reached with Tab, pressed with Space. */
export function Toggles({ legend, options, chosen, onChange }: Props) {
  const toggle = (value: number, isOn: boolean) =>
    onChange((isOn ? [...chosen, value] : chosen.filter((each) => each !== value)).toSorted((a, b) => a - b))
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-12 text-ink-2">{legend}</legend>
      <div className="flex gap-1">
        {options.map(({ value, label }) => (
          <label
            key={value}
            className="flex h-8 min-w-8 cursor-pointer items-center justify-center rounded border border-line-2 px-1.5 text-12 has-checked:border-field has-checked:bg-sunken has-checked:font-medium has-focus-visible:outline-2"
          >
            <input
              type="checkbox"
              className="sr-only"
              checked={chosen.includes(value)}
              onChange={(event) => toggle(value, event.target.checked)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
