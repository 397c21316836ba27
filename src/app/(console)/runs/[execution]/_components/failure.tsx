import type { RunPage } from '@/services/run/get'
import type { Viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { Section } from '@/ui/primitives/section'

/** Class, message and step, as the sender put them. */
export function RunFailure({ data, viewer }: { data: RunPage; viewer: Viewer }) {
  const { m } = viewer
  if (data.run.status !== 'failed') return null
  const { error } = data
  const words = m.run.errorParts
  const items = [
    { term: words.step, value: error?.step && <span className="font-medium text-down-ink">{error.step}</span> },
    { term: words.class, value: error?.class && <span className="font-mono text-12">{error.class}</span> },
  ].filter(({ value }) => value)
  return (
    <Section title={m.run.error}>
      <div className="py-2">
        <DefinitionList items={items} />
        {error?.message && (
          <pre className="mt-2 whitespace-pre-wrap border-down-fill border-l-2 pl-3 font-mono text-12 [overflow-wrap:anywhere]">
            {error.message}
          </pre>
        )}
        {!error && <p className="text-ink-3">{m.run.errorNone}</p>}
      </div>
    </Section>
  )
}
