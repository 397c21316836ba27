import { cx } from './cx'

export type ButtonLook = 'primary' | 'secondary' | 'ghost' | 'danger'

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-brand-btn text-on-brand border-transparent hover:bg-brand-hover',
  secondary: 'bg-raised text-ink border-line-2 hover:border-field',
  ghost: 'bg-transparent text-ink-2 border-transparent hover:bg-sunken hover:text-ink',
  danger: 'bg-raised text-down-ink border-down-fill hover:bg-down-soft',
}

/** Class names of a button, for links that look like one. */
export function buttonClass(look: ButtonLook = 'secondary', extra?: string): string {
  return cx(
    'inline-flex min-h-8 items-center justify-center gap-2 whitespace-nowrap rounded border px-3 text-13 font-medium no-underline transition-colors max-sm:min-h-12 max-sm:px-4 disabled:cursor-not-allowed disabled:opacity-60',
    LOOKS[look],
    extra,
  )
}

export interface ButtonProps extends React.ComponentProps<'button'> {
  look?: ButtonLook
  /** work is under way: the button keeps its place and says so */
  isPending?: boolean
}

export function Button({
  look = 'secondary',
  isPending = false,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass(look, className)}
      disabled={disabled || isPending}
      aria-busy={isPending || undefined}
      {...rest}
    >
      {isPending && (
        <span aria-hidden className="size-3 animate-spin rounded-full border-2 border-current border-r-transparent" />
      )}
      {children}
    </button>
  )
}
