/** Nothing here yet: says what to do next. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children?: React.ReactNode
  action?: React.ReactNode
}) {
  return (
    <div className="border-line border-b py-8">
      <p className="text-15 font-medium">{title}</p>
      {children && <p className="mt-1 max-w-prose text-ink-2">{children}</p>}
      {action && <div className="mt-4 flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}
