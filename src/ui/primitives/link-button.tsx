import Link from 'next/link'
import { type ButtonLook, buttonClass } from './button'

/** Goes somewhere, looks like a button. */
export function LinkButton({ look, className, ...rest }: React.ComponentProps<typeof Link> & { look?: ButtonLook }) {
  return <Link className={buttonClass(look, className)} {...rest} />
}
