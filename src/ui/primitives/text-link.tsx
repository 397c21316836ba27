import Link from 'next/link'
import { cx } from './cx'

/** A link in running text or a table cell. */
export function TextLink({
  className,
  quiet = false,
  ...rest
}: React.ComponentProps<typeof Link> & { quiet?: boolean }) {
  return (
    <Link
      className={cx(
        quiet ? 'text-inherit hover:underline' : 'text-brand-link hover:underline in-[p]:underline',
        'underline-offset-2',
        className,
      )}
      {...rest}
    />
  )
}
