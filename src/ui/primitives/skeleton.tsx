/** Keeps the place of rows that are on their way. */
export function Skeleton({ rows = 6, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <div key={key} className="flex h-8 items-center border-line border-b">
          <span className="h-2.5 w-2/3 rounded-sm bg-sunken" />
        </div>
      ))}
    </div>
  )
}
