import type { ReactNode } from 'react'

export interface PageHeaderProps {
  title: ReactNode
  eyebrow?: ReactNode
  sentence?: ReactNode
  actions?: ReactNode
  /** h1 unless it heads a part of a page */
  heading?: 'h1' | 'h2' | 'h3'
}

/** A screen opens with its name and one sentence a plant manager would say. */
export function PageHeader({ title, eyebrow, sentence, actions, heading: Heading = 'h1' }: PageHeaderProps) {
  return (
    <header className="mb-6">
      {eyebrow && <div className="mb-1 flex flex-wrap gap-x-2 text-12 text-ink-3">{eyebrow}</div>}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <Heading className="text-balance font-semibold text-22 tracking-tight">{title}</Heading>
          {sentence && <p className="mt-1 text-pretty text-15 text-ink-2">{sentence}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </header>
  )
}
