/** A screen opens with its name and one sentence a plant manager would say. */
export function PageHeader(props: {
  title: React.ReactNode
  eyebrow?: React.ReactNode
  sentence?: React.ReactNode
  actions?: React.ReactNode
}) {
  const { title, eyebrow, sentence, actions } = props
  return (
    <header className="mb-6">
      {eyebrow && <div className="mb-1 flex flex-wrap gap-x-2 text-12 text-ink-3">{eyebrow}</div>}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-22 font-semibold tracking-tight text-balance">{title}</h1>
          {sentence && <p className="mt-1 text-15 text-ink-2 text-pretty">{sentence}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </header>
  )
}
