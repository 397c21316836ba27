import { DayColumns } from '../chart/day-columns'
import { cx } from '../primitives/cx'
import { Glyph } from '../primitives/glyph'
import type { Block, Cell, ReportDoc, Tone } from './doc'

interface ViewProps {
  doc: ReportDoc
  /** where a figure's name leads; null: names are plain text */
  hrefOf: ((figure: string) => string) | null
}

type HrefOf = ViewProps['hrefOf']

const INKS: Readonly<Record<Tone, string>> = {
  ok: '',
  late: 'text-late-ink',
  down: 'text-down-ink font-medium',
  quiet: 'text-ink-3',
  name: 'text-ink-3',
}
const GLYPHS = { ok: 'ok', late: 'late', down: 'down' } as const

function Name({ figure, hrefOf }: { figure: string; hrefOf: HrefOf }) {
  const look = 'ml-1 text-11 text-ink-3'
  if (!hrefOf) return <span className={look}>{figure}</span>
  return (
    <a href={hrefOf(figure)} className={cx(look, 'hover:underline')}>
      {figure}
    </a>
  )
}

function CellView({ cell: { text, figure, tone }, hrefOf }: { cell: Cell; hrefOf: HrefOf }) {
  return (
    <span className={tone && INKS[tone]}>
      {tone && !figure && tone in GLYPHS && (
        <span className="mr-1 inline-block align-middle">
          <Glyph kind={GLYPHS[tone as keyof typeof GLYPHS]} size={12} />
        </span>
      )}
      <span className="tabular-nums">{text}</span>
      {figure && <Name figure={figure} hrefOf={hrefOf} />}
    </span>
  )
}

function TableView({ block, hrefOf }: { block: Extract<Block, { kind: 'table' }>; hrefOf: HrefOf }) {
  const side = (i: number) => (block.columns[i]?.align === 'right' ? 'text-right' : 'text-left')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard too
    <section className="overflow-x-auto" tabIndex={0} aria-label={block.caption}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{block.caption}</caption>
        <thead>
          <tr className="border-line-2 border-b">
            {block.columns.map(({ header }, i) => (
              <th
                key={header}
                scope="col"
                className={cx('px-2 py-1 font-normal text-12 text-ink-2 first:pl-0', side(i))}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a frozen report never move
            <tr key={index} className="border-line border-b align-top">
              {row.map((cell, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor do its cells
                <td key={i} className={cx('px-2 py-1.5 first:pl-0 first:font-medium', side(i))}>
                  <CellView cell={cell} hrefOf={hrefOf} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {block.note && <p className="pt-2 text-12 text-ink-3">{block.note}</p>}
    </section>
  )
}

function BlockView({ block, hrefOf }: { block: Block; hrefOf: HrefOf }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p
          className={cx(
            'max-w-160 whitespace-pre-line [overflow-wrap:anywhere]',
            block.isHuman && 'border-brand-line border-l-2 pl-3',
          )}
        >
          {block.text}
        </p>
      )
    case 'heading':
      return <h3 className="mt-2 font-semibold">{block.text}</h3>
    case 'table':
      return <TableView block={block} hrefOf={hrefOf} />
    case 'chart':
      return (
        <figure className="max-w-160">
          <figcaption className="pb-1 font-semibold">{block.title}</figcaption>
          <DayColumns {...block.chart} />
          <p className="pt-1 text-12 text-ink-3">{block.note}</p>
        </figure>
      )
    case 'numbers':
      return (
        <dl className="grid max-w-160 grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
          {block.items.map(({ label, cell }) => (
            <div key={label} className="border-line-2 border-t pt-1">
              <dt className="text-12 text-ink-2">{label}</dt>
              <dd className="font-semibold text-18">
                <CellView cell={cell} hrefOf={hrefOf} />
              </dd>
            </div>
          ))}
        </dl>
      )
    case 'facts':
      return (
        <dl className="grid max-w-200 gap-x-4 gap-y-2 sm:grid-cols-[12rem_1fr]">
          {block.items.map(({ term, text, isMono }) => (
            <div key={term} className="contents">
              <dt className="text-12 text-ink-2">{term}</dt>
              <dd className={cx('[overflow-wrap:anywhere]', isMono && 'font-mono text-12')}>{text}</dd>
            </div>
          ))}
        </dl>
      )
    case 'list':
      return (
        <ul className="max-w-160 list-disc pl-5">
          {block.items.map((cell) => (
            <li key={cell.text}>
              <CellView cell={cell} hrefOf={hrefOf} />
            </li>
          ))}
        </ul>
      )
  }
}

/** The report on a screen: the same document as on paper, every figure's name a link to its rows. */
export function ReportView({ doc, hrefOf }: ViewProps) {
  return (
    <article lang={doc.lang} className="flex flex-col gap-8">
      <header>
        <h2 className="font-semibold text-22">{doc.title}</h2>
        <p className="text-ink-2">{doc.subtitle}</p>
      </header>
      {doc.sections.map(({ id, title, blocks }) => (
        <section key={id} id={id} className="flex flex-col gap-3">
          <h2 className="font-semibold text-16">{title}</h2>
          {blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a document keep their place
            <BlockView key={index} block={block} hrefOf={hrefOf} />
          ))}
        </section>
      ))}
    </article>
  )
}
