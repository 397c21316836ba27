'use client'
import type { Action, Outcome, PlannedRow } from '@/domain/client-import/plan'
import { useT } from '@/ui/i18n/context'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { State } from '@/ui/primitives/state'

/** More than anybody reads; the counts above stand for all. */
const SHOWN = 200

const GLYPH: Record<Outcome, GlyphKind> = { create: 'new', update: 'running', skip: 'ok', error: 'down' }

/** What an action is about, in the words of the file. */
function namesOf(action: Action): Record<string, string | number> {
  const given = action as Partial<Record<'name' | 'key' | 'site' | 'city' | 'zone', string>> & { tier?: number }
  const { city = '', zone = '', tier = 0 } = given
  return { name: given.name ?? given.key ?? given.site ?? '', city, zone, tier }
}

/** Row by row: the outcome, and either what is made or which column is wrong and why. */
export function RowTable({ rows }: { rows: readonly PlannedRow[] }) {
  const { t, f } = useT('clientImport')
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-120 text-left">
        <thead className="text-12 text-ink-3">
          <tr>
            <th className="w-16 py-1 font-medium">{t.table.line}</th>
            <th className="w-32 font-medium">{t.table.outcome}</th>
            <th className="font-medium">{t.table.what}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map(({ line, outcome, actions, problems }) => (
            <tr key={line} className="border-line border-t align-top">
              <td className="py-1.5 tabular-nums text-ink-3">{line}</td>
              <td className="py-1.5">
                <State kind={GLYPH[outcome]}>{t.outcomes[outcome]}</State>
              </td>
              <td className="py-1.5 text-ink-2">
                {[
                  ...problems.map(({ field, code, row = 0 }) => `${t.fields[field]} ${f(t.problems[code], { row })}`),
                  ...actions.map((action) => f(t.verbs[action.verb], namesOf(action))),
                ].join('; ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN && <p className="py-2 text-12 text-ink-3">{f(t.more, { count: rows.length - SHOWN })}</p>}
    </div>
  )
}
