import type { FigureSource, ReportFigure } from '@/domain/report/model'
import type { Viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'

interface Props {
  figure: ReportFigure & { now: number | null }
  /** the page without the panel */
  back: string
  viewer: Viewer
}

/** Paths into the frozen text, as they are. */
function pathsOf(source: FigureSource): string {
  switch (source.kind) {
    case 'frozen':
      return source.path
    case 'median':
      return `median(${source.path})`
    case 'sum':
      return `sum(${source.paths.slice(0, 4).join(', ')}${source.paths.length > 4 ? ', …' : ''})`
    case 'share':
      return `sum(${source.of.join(', ')}) / sum(${source.base.join(', ')})`
    case 'restore':
      return 'median(incidents/*/resolvedAt − incidents/*/openedAt)'
    case 'count':
      return `count(${source.of})`
  }
}

/** A printed number opened: from where it was read, what stands there today, and the way to its rows. */
export function FigurePanel({ figure: { id, value, now, source, href }, back, viewer: { m, f, locale } }: Props) {
  const words = m.report.drill
  const shown = (n: number | null) => (n === null ? '–' : new Intl.NumberFormat(locale).format(n))
  const isSame = value === now
  return (
    <Section
      title={f(words.title, { id })}
      aside={
        <TextLink quiet href={back}>
          {words.close}
        </TextLink>
      }
    >
      <DefinitionList
        items={[
          {
            term: words.from,
            value: <span className="font-mono text-12 [overflow-wrap:anywhere]">{pathsOf(source)}</span>,
          },
          {
            term: words.now,
            value: (
              <span className="flex flex-wrap gap-2">
                <span className="tabular-nums">{shown(now)}</span>
                <State kind={isSame ? 'ok' : 'down'}>
                  {isSame ? words.same : f(words.differs, { value: shown(value) })}
                </State>
              </span>
            ),
          },
        ]}
      />
      <p className="pt-2">
        <TextLink href={href}>{words.rows}</TextLink>
      </p>
    </Section>
  )
}
