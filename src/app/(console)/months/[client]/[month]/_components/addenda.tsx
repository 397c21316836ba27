import { PlantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import type { PartProps } from './of'

const shown = (value: unknown) => (value === null ? '–' : String(value))

/** What arrived after the freeze and changes a figure: numbered, with both values. */
export function AddendaSection({ data: { addenda, figures }, viewer }: PartProps) {
  const { m, f, locale, zone: viewerZone } = viewer
  const words = m.month.statement
  return (
    <Section title={words.addenda}>
      {addenda.length === 0 && <p className="py-2 text-ink-2">{words.noAddenda}</p>}
      {addenda.map(({ number, reason, addedAt, addedBy, changes, digest }) => (
        <details key={number} className="border-line border-b py-2">
          <summary className="cursor-pointer">
            {m.month.columns.addenda} {number}: {reason}{' '}
            <span className="text-12 text-ink-3">
              <PlantTime at={addedAt} zone={figures.zone} {...{ viewerZone, locale }} detail="full" />, {addedBy}.{' '}
              {f(words.changed, { count: changes.length })}
            </span>
          </summary>
          <ul className="pt-1 font-mono text-12">
            {changes.map(({ id, before, after }) => (
              <li key={id} className="[overflow-wrap:anywhere]">
                {id}: {shown(before)} → {shown(after)}
              </li>
            ))}
            <li className="text-ink-3">{digest}</li>
          </ul>
        </details>
      ))}
    </Section>
  )
}
