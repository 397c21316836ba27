/** What a mark in a picture can say. `none` = nothing happened and nothing was to happen. */
export type MarkState = 'none' | 'ok' | 'running' | 'late' | 'down' | 'excused' | 'cancelled' | 'expected' | 'unknown'

export type Ink =
  | 'ok'
  | 'running'
  | 'late'
  | 'down'
  | 'excused'
  | 'unknown'
  | 'line'
  | 'baseline'
  | 'shift'
  | 'text'
  | 'strong'
  | 'ground'
export type Inks = Readonly<Record<Ink, string>>

/** On a page: the theme's tokens. */
export const SCREEN_INKS: Inks = {
  ok: 'var(--ok-fill)',
  running: 'var(--run-fill)',
  late: 'var(--late-fill)',
  down: 'var(--down-fill)',
  excused: 'var(--exc-fill)',
  unknown: 'var(--unk-fill)',
  line: 'var(--line)',
  baseline: 'var(--line-2)',
  shift: 'var(--shift)',
  text: 'var(--ink-3)',
  strong: 'var(--ink)',
  ground: 'var(--bg)',
}

/** In mails and on paper, where no style sheet reaches: the light tokens as they are. */
export const PRINT_INKS: Inks = {
  ok: '#b4bcc3',
  running: '#8197ab',
  late: '#e39b14',
  down: '#d1352c',
  excused: '#a29cc0',
  unknown: '#98a1a9',
  line: '#e0e3e6',
  baseline: '#bac1c7',
  shift: '#e8eaec',
  text: '#5c656d',
  strong: '#1a1e22',
  ground: '#ffffff',
}

/** Share of the full height: the shape that tells the state without colour. */
export const HEIGHTS: Readonly<Record<MarkState, number>> = {
  none: 0,
  expected: 0.08,
  ok: 0.34,
  running: 0.34,
  excused: 0.34,
  cancelled: 0.16,
  unknown: 0.16,
  late: 0.62,
  down: 1,
}

const MARK_INKS: Readonly<Record<MarkState, Ink>> = {
  none: 'line',
  expected: 'ok',
  ok: 'ok',
  running: 'running',
  excused: 'excused',
  cancelled: 'unknown',
  unknown: 'unknown',
  late: 'late',
  down: 'down',
}

export function inkOf(inks: Inks, state: MarkState): string {
  return inks[MARK_INKS[state]]
}
