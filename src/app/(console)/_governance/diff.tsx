import type { Json } from '@/domain/version/canonical'
import type { DefinitionDiff, FieldChange, NodeChange } from '@/domain/version/diff'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'

const MAX = 400

function valueWords(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MAX ? `${text.slice(0, MAX)}…` : text
}

/** The old above the new; a sign and a line-through beside the colour, so that nobody needs to see it. */
function Fields({ fields }: { fields: readonly FieldChange[] }) {
  return (
    <dl>
      {fields.map(({ path, before, after }) => (
        <div key={path} className="grid gap-x-4 gap-y-0.5 py-1 sm:grid-cols-[12rem_minmax(0,1fr)]">
          <dt className="font-mono text-12 text-ink-3 [overflow-wrap:anywhere]">{path || '–'}</dt>
          <dd className="min-w-0 font-mono text-12">
            {before !== null && (
              <del className="block whitespace-pre-wrap text-ink-3 [overflow-wrap:anywhere]">
                <span aria-hidden="true">− </span>
                {valueWords(before)}
              </del>
            )}
            {after !== null && (
              <ins className="block whitespace-pre-wrap font-medium text-ink no-underline [overflow-wrap:anywhere]">
                <span aria-hidden="true">+ </span>
                {valueWords(after)}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function NodeRow({ node, viewer }: { node: NodeChange; viewer: Viewer }) {
  const { m, f } = viewer
  const words = m.governance.diff
  return (
    <li className="border-line border-b py-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{node.name}</span>
        <span className="text-12 text-ink-2">{words.kinds[node.kind]}</span>
        {node.previousName && (
          <span className="text-12 text-ink-3">{f(words.renamedFrom, { name: node.previousName })}</span>
        )}
        <span className="font-mono text-12 text-ink-3">{node.type}</span>
      </div>
      <Fields fields={node.changes} />
    </li>
  )
}

function Wires({ wires, viewer }: { wires: DefinitionDiff['wires']; viewer: Viewer }) {
  const { wireAdded, wireRemoved } = viewer.m.governance.diff
  const rows = [
    ...wires.removed.map((wire) => ({ ...wire, word: wireRemoved, sign: '−' })),
    ...wires.added.map((wire) => ({ ...wire, word: wireAdded, sign: '+' })),
  ]
  return (
    <ul>
      {rows.map(({ from, to, output, input, word, sign }) => (
        <li key={`${sign}${from}${output}${to}${input}`} className="flex flex-wrap gap-x-3 border-line border-b py-1.5">
          <span className="w-10 text-12 text-ink-3">{word}</span>
          <span>
            {from} → {to}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What differs between two versions, in the order in which a person asks: schedule, steps, connections, credentials, settings. */
export function Diff({ diff, viewer }: { diff: DefinitionDiff; viewer: Viewer }) {
  const words = viewer.m.governance.diff
  if (diff.isSame) return <p className="py-2 text-ink-2">{words.same}</p>
  const credentials = diff.credentials.map(({ node, kind, before, after }) => ({
    path: `${node}.${kind}`,
    before,
    after,
  }))
  const hasWires = diff.wires.added.length + diff.wires.removed.length > 0
  return (
    <div className="grid gap-5">
      {diff.schedule.length > 0 && (
        <Section title={words.schedule}>
          <Fields fields={diff.schedule} />
        </Section>
      )}
      {diff.nodes.length > 0 && (
        <Section title={words.nodes} note={diff.nodes.length}>
          <ul>
            {diff.nodes.map((node) => (
              <NodeRow key={`${node.kind}${node.name}`} node={node} viewer={viewer} />
            ))}
          </ul>
        </Section>
      )}
      {hasWires && (
        <Section title={words.wires}>
          <Wires wires={diff.wires} viewer={viewer} />
        </Section>
      )}
      {credentials.length > 0 && (
        <Section title={words.credentials}>
          <Fields fields={credentials} />
        </Section>
      )}
      {diff.settings.length > 0 && (
        <Section title={words.settings}>
          <Fields fields={diff.settings} />
        </Section>
      )}
    </div>
  )
}
