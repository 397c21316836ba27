import { cx } from './cx'

/** A heading on a hairline with its rows below. */
export function Section(props: {
  title: string
  note?: React.ReactNode
  aside?: React.ReactNode
  id?: string
  className?: string
  children: React.ReactNode
}) {
  const { title, note, aside, id, className, children } = props
  return (
    <section id={id} className={cx('min-w-0', className)}>
      <div className="flex flex-wrap items-baseline gap-x-3 border-line-2 border-b pb-1.5">
        <h2 className="text-13 font-semibold">{title}</h2>
        {note && <span className="text-12 text-ink-3">{note}</span>}
        {aside && <span className="ml-auto text-12 text-ink-2">{aside}</span>}
      </div>
      {children}
    </section>
  )
}
