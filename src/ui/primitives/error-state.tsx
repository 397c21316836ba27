import { Glyph } from './glyph'

/** Something went wrong: what, and what the reader can do. */
export function ErrorState({
  title,
  children,
  action,
}: {
  title: string
  children?: React.ReactNode
  action?: React.ReactNode
}) {
  return (
    <div role="alert" className="border-down-fill border-l-2 py-2 pl-4">
      <p className="flex items-center gap-2 text-15 font-medium text-down-ink">
        <Glyph kind="down" />
        {title}
      </p>
      {children && <p className="mt-1 max-w-prose text-ink-2">{children}</p>}
      {action && <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}
