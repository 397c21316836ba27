export interface TimelineEntry {
  id: string
  time: React.ReactNode
  content: React.ReactNode
}

/** What happened, newest first, one time column. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol>
      {entries.map(({ id, time, content }) => (
        <li key={id} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-3 py-2">
          <div className="text-12 leading-5 text-ink-3">{time}</div>
          <div className="min-w-0">{content}</div>
        </li>
      ))}
    </ol>
  )
}
