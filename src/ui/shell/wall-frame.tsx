import type { ReactNode } from 'react'
import { BrandStyle, type FrameBrand } from '../brand/brand-style'
import { Wordmark } from '../brand/mark'
import { cx } from '../primitives/cx'
import { Glyph, type GlyphKind } from '../primitives/glyph'
import { WallAge } from './wall-age'

const ROWS_MAX = 8

export interface WallRow {
  key: string
  kind: GlyphKind
  /** e.g. the client */
  name: string
  /** the state in words, e.g. "Down 51 min" */
  state: string
  /** what it costs the plant */
  cost?: string
}

export interface WallFrameProps {
  brand: FrameBrand
  nonce?: string
  locale: string
  zone?: string
  /** the biggest words on the wall, e.g. "1 client needs you" */
  headline: string
  rows: readonly WallRow[]
  /** how many rows did not fit, as a sentence */
  more?: string
  asOf: Date
  /** seconds between reloads; data older than three of them is called stale */
  everyS: number
  words: { asOf: string; stale: string }
  corner?: ReactNode
}

/** Only what is abnormal grows. */
function Row({ row }: { row: WallRow }) {
  const isAbnormal = row.kind === 'down' || row.kind === 'late'
  return (
    <li
      className={cx(
        'flex items-center gap-[1.5vw] border-line border-b max-sm:flex-wrap',
        isAbnormal ? 'min-h-[13vh] py-2' : 'min-h-[7.5vh]',
      )}
    >
      <Glyph kind={row.kind} size={isAbnormal ? 56 : 40} />
      <span
        className={cx(
          'min-w-0 flex-1 truncate max-sm:whitespace-normal max-sm:[overflow-wrap:anywhere]',
          isAbnormal
            ? 'font-semibold text-[clamp(28px,4vw,72px)] leading-tight'
            : 'text-[clamp(20px,2.2vw,44px)] leading-tight text-ink-2',
        )}
      >
        {row.name}
        {row.cost && <span className="block truncate font-normal text-[0.5em] text-ink-2">{row.cost}</span>}
      </span>
      <span
        className={cx(
          'flex-none tabular-nums max-sm:basis-full max-sm:text-[22px]',
          isAbnormal ? 'font-semibold text-[clamp(28px,4vw,72px)]' : 'text-[clamp(20px,2.2vw,44px)] text-ink-3',
          row.kind === 'down' && 'text-down-ink',
          row.kind === 'late' && 'text-late-ink',
        )}
      >
        {row.state}
      </span>
    </li>
  )
}

/** A screen on a wall, read from five metres: no hover, no scroll, at most eight rows, and its own age in the corner. */
export function WallFrame({
  brand,
  nonce,
  locale,
  zone,
  headline,
  rows,
  more,
  asOf,
  everyS,
  words,
  corner,
}: WallFrameProps) {
  return (
    <main id="main" className="fixed inset-0 flex flex-col overflow-hidden bg-bg">
      <BrandStyle brandColor={brand.brandColor} logo={brand.logo} nonce={nonce} />
      <header className="flex flex-none items-center gap-4 bg-brand px-[2.5vw] py-3 text-on-brand">
        <Wordmark brandName={brand.brandName} logo={brand.logo} size={32} />
        <span className="ml-auto">{corner}</span>
      </header>
      <div className="flex min-h-0 flex-1 flex-col px-[2.5vw] pt-[2.5vh]">
        <h1 className="flex-none font-semibold text-[clamp(32px,5vw,72px)] leading-tight tracking-tight">{headline}</h1>
        <ul className="mt-[2vh] min-h-0 flex-1 overflow-hidden border-line-2 border-t">
          {rows.slice(0, ROWS_MAX).map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </ul>
        <footer className="flex flex-none items-baseline justify-between gap-6 py-[1.5vh] text-[clamp(16px,1.4vw,28px)] text-ink-3">
          <span>{more}</span>
          <WallAge
            key={asOf.getTime()}
            asOf={asOf.getTime()}
            everyS={everyS}
            locale={locale}
            zone={zone}
            words={words}
          />
        </footer>
      </div>
    </main>
  )
}
