import type { FindingLine } from '@/services/finding/list'
import type { Viewer } from '@/ui/i18n/server'

/** What is wrong, in the reader's words; a kind the catalogue does not know keeps its own name. */
export function findingKind(kind: string, { m }: Viewer): string {
  const kinds: Readonly<Record<string, string>> = m.finding.kinds
  return kinds[kind] ?? kind.replaceAll(/[._]/g, ' ')
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]
}

/** The facts in one line. */
export function findingFacts({ facts }: Pick<FindingLine, 'facts'>, { m, f }: Viewer): string {
  const words = m.finding.facts
  const missing: Readonly<Record<string, string>> = m.finding.missing
  const parts = [
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
  return parts.filter((part) => part !== false).join(' · ')
}
