export interface Definition {
  term: string
  value: React.ReactNode
}

/** Facts side by side: label in grey, value in ink. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1">
      {items.map(({ term, value }) => (
        <div key={term} className="flex min-w-0 gap-2">
          <dt className="text-ink-3">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
