import type { FindingLine } from '@/services/finding/list'
import type { Viewer } from '@/ui/i18n/server'

/** What is wrong, in the reader's words; a kind the catalogue does not know keeps its own name. */
export function findingKind(kind: string, { m }: Viewer): string {
  const kinds: Readonly<Record<string, string>> = m.finding.kinds
  return kinds[kind] ?? kind.replaceAll(/[._]/g, ' ')
}

/** What has to be done and by whom, where the kind itself says so. */
export function findingAct(kind: string, { m }: Viewer): string | null {
  const acts: Readonly<Record<string, string>> = m.finding.acts
  return acts[kind] ?? null
}

/** The runs of the source a gap is about. */
function runsOf({ from, to }: FindingLine['facts'], { m, f }: Viewer): string | false {
  if (typeof from !== 'string' || typeof to !== 'string') return false
  return from === to ? f(m.finding.facts.run, { run: from }) : f(m.finding.facts.runs, { from, to })
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]
}

/** The facts in one line. */
export function findingFacts({ facts }: Pick<FindingLine, 'facts'>, viewer: Viewer): string {
  const { m, f } = viewer
  const words = m.finding.facts
  const missing: Readonly<Record<string, string>> = m.finding.missing
  const parts = [
    typeof facts.connection === 'string' && facts.connection,
    runsOf(facts, viewer),
    facts.copyOf !== undefined && f(words.copyOf, { copyOf: String(facts.copyOf) }),
    facts.version !== undefined && f(words.version, { version: String(facts.version) }),
    facts.change !== undefined && f(words.change, { change: String(facts.change) }),
    facts.missing !== undefined &&
      f(words.missing, {
        missing: listOf(facts.missing)
          .map((each) => missing[each] ?? each)
          .join(', '),
      }),
    facts.open !== undefined && f(words.open, { open: listOf(facts.open).join(', ') }),
    facts.pattern !== undefined && f(words.name, { name: String(facts.name), pattern: String(facts.pattern) }),
  ]
  return parts.filter((part) => part !== false).join(', ')
}
