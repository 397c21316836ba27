import { cx } from './cx'

const BOX =
  'block w-full rounded border border-field bg-raised px-2 text-13 text-ink placeholder:text-ink-3 aria-invalid:border-down-fill disabled:bg-sunken disabled:text-ink-3 max-sm:text-[16px]'

export function TextInput({ className, ...rest }: React.ComponentProps<'input'>) {
  return <input className={cx(BOX, 'h-8 max-sm:h-12', className)} {...rest} />
}

export function TextArea({ className, rows = 4, ...rest }: React.ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={cx(BOX, 'py-1.5', className)} {...rest} />
}

/** The system's own select: best on phones, no script. */
export function Select({ className, ...rest }: React.ComponentProps<'select'>) {
  return <select className={cx(BOX, 'h-8 pr-7 max-sm:h-12', className)} {...rest} />
}

export function Checkbox({
  label,
  className,
  ...rest
}: Omit<React.ComponentProps<'input'>, 'type'> & { label: React.ReactNode }) {
  return (
    <label className={cx('flex min-h-8 items-center gap-2 text-13 max-sm:min-h-12', className)}>
      <input type="checkbox" className="size-4 flex-none accent-[var(--brand-btn)]" {...rest} />
      <span>{label}</span>
    </label>
  )
}

/** On or off at once, without a save button. */
export function Switch({
  label,
  isOn,
  ...rest
}: Omit<React.ComponentProps<'button'>, 'role'> & { label: string; isOn: boolean }) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      className="group inline-flex min-h-8 items-center gap-2 max-sm:min-h-12"
      {...rest}
    >
      <span
        className={cx(
          'relative h-4 w-7 flex-none rounded-full border transition-colors',
          isOn ? 'border-brand-btn bg-brand-btn' : 'border-field bg-sunken',
        )}
      >
        <span
          className={cx(
            'absolute top-0.5 size-2.5 rounded-full transition-all',
            isOn ? 'left-3.5 bg-on-brand' : 'left-0.5 bg-field',
          )}
        />
      </span>
      <span aria-hidden className="text-13">
        {label}
      </span>
    </button>
  )
}
