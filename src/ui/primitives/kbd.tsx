export function Kbd({ children }: { children: React.ReactNode }) {
  return <kbd className="rounded-sm border border-line-2 px-1 font-mono text-11 text-ink-3">{children}</kbd>
}
