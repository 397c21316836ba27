import Link from 'next/link'
import type { JourneyStep, Step, StepState } from '@/domain/onboarding/journey'
import type { Viewer } from '@/ui/i18n/server'
import { cx } from '@/ui/primitives/cx'
import { Glyph, type GlyphKind } from '@/ui/primitives/glyph'

const GLYPH: Record<StepState, GlyphKind> = { done: 'ok', skipped: 'excused', open: 'new', blocked: 'unknown' }

interface StepListProps {
  steps: readonly JourneyStep[]
  current: Step
  hrefOf: (step: Step) => string
  viewer: Viewer
}

/** Every step with its state: shape, word, and where you are. */
export function StepList({ steps, current, hrefOf, viewer: { m, f } }: StepListProps) {
  const t = m.start
  const done = steps.filter(({ state }) => state === 'done' || state === 'skipped').length
  return (
    <nav aria-label={t.title}>
      <p className="mb-2 text-12 text-ink-3">{f(t.progress, { done, all: steps.length })}</p>
      <div aria-hidden className="mb-3 h-1 rounded-sm bg-sunken">
        <div className="h-1 rounded-sm bg-brand-btn" style={{ width: `${(100 * done) / steps.length}%` }} />
      </div>
      <ol className="max-lg:grid max-lg:grid-cols-2 max-lg:gap-x-4 max-sm:grid-cols-1">
        {steps.map(({ step, state }) => (
          <li key={step}>
            <Link
              href={hrefOf(step)}
              aria-current={step === current ? 'step' : undefined}
              className={cx(
                'flex min-h-8 items-center gap-2 border-l-2 pl-2 hover:bg-surface max-sm:min-h-12',
                step === current ? 'border-l-brand-line font-semibold' : 'border-l-transparent text-ink-2',
              )}
            >
              <Glyph kind={GLYPH[state]} size={14} />
              <span>{t.steps[step]}</span>
              {state !== 'open' && (
                <span className="ml-auto whitespace-nowrap text-12 font-normal text-ink-3">{t.states[state]}</span>
              )}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
